import * as z from "zod";
import { addDays } from "../kernel/day.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import type { ReasonKind } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { tooEarly } from "../kernel/timer.ts";
import { badReason } from "../process/reason.ts";
import { lapsed } from "./lapsed.ts";
import { quote } from "./quote.ts";
import { QuoteTerms } from "./terms.ts";

const Because = z.strictObject({ reason: text(1000).optional(), note: text(1000).optional() });

/** Reasons are chosen by people: what follows from another record has the reason of that. */
function refusedReason(kind: ReasonKind, because: z.output<typeof Because>, facts: Facts) {
  return facts.actor.type === "reaction" ? undefined : badReason(kind, because, facts);
}

export const declineQuote = quote.action("decline", {
  summary: "The customer declines",
  roles: ["sales"],
  from: ["sent"],
  input: Because,
  decide: (record, because, facts) =>
    refusedReason("quote.decline", because, facts) ??
    accept({
      type: "quote.declined",
      data: { ...QuoteTerms.parse(record), reason: because.reason, reasonNote: because.note },
    }),
});

export const cancelQuote = quote.action("cancel", {
  summary: "Withdraw the quote",
  roles: ["sales"],
  from: ["draft", "in-approval", "sent"],
  input: Because,
  decide: (record, because, facts) =>
    refusedReason("quote.cancel", because, facts) ??
    accept({
      type: "quote.cancelled",
      data: { ...QuoteTerms.parse(record), reason: because.reason, reasonNote: because.note },
    }),
});

/** Asked by the timer of a sent quote; a timer may be early, late or come twice. */
export const expireQuote = quote.action("expire", {
  summary: "Note that a sent quote has lapsed",
  roles: [],
  from: ["sent", "expired"],
  input: z.strictObject({}),
  guard: ({ status, validUntil }, { today }) =>
    status === "expired" || lapsed(validUntil, today)
      ? undefined
      : tooEarly(
          `It is too early: the quote is valid until ${validUntil}, it is ${today}`,
          addDays(validUntil, 1),
          { validUntil, today },
        ),
  decide: (record) =>
    record.status === "expired"
      ? accept([])
      : accept({
          type: "quote.expired",
          data: { ...QuoteTerms.parse(record), validUntil: record.validUntil },
        }),
});
