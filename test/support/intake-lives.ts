import { shippedPolicy } from "../../domain/capture/policy.ts";
import type { Past } from "./lives.ts";

/** What comes over a web form, as a test tells it. */
export const intake = {
  source: "web",
  fields: {
    firstName: "Maria",
    lastName: "Anders",
    company: "Alfreds Futterkiste",
    email: "maria@alfreds.example",
  },
  text: "Please send us an offer for tea.",
} as const;

const received: Past = { type: "submission.received", data: intake };
const { fields, text, source } = intake;
const carried = { source, fields, text };

/** How a submission comes to each of its statuses, and how the rules of capture do. */
export const intakeLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  submission: {
    none: [],
    received: [received],
    held: [received, { type: "submission.held", data: { reasons: [{ code: "maybe-spam" }] } }],
    spam: [
      received,
      { type: "submission.marked-spam", data: { score: 120, reasons: [{ code: "spam-score" }] } },
    ],
    rejected: [received, { type: "submission.rejected", data: { reasons: [{ code: "discarded" }] } }],
    accepted: [
      received,
      {
        type: "submission.accepted",
        data: { lead: "lea_0000000001", reasons: [{ code: "new" }], intake: carried },
      },
    ],
    merged: [
      received,
      {
        type: "submission.merged",
        data: {
          into: { stage: "lead", id: "lea_0000000001" },
          reasons: [{ code: "same-email" }],
          isReply: false,
          intake: carried,
        },
      },
    ],
  },
  capture: {
    none: [],
    active: [{ type: "capture.changed", data: { after: shippedPolicy } }],
  },
};
