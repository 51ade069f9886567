import * as z from "zod";
import { Calendar } from "../kernel/working-hours.ts";
import { AssignRules, ResponseRules, ScoreRules } from "./rules.ts";

/** What is done with a submission of somebody who is known: merged into the open lead, a lead of its own that names the other, or held. */
export const DuplicateRule = z.enum(["merge", "link", "hold"]);

/** The rules by which an organisation takes leads in. */
export const CapturePolicy = z.strictObject({
  /** What is done when the same person writes again, by source. */
  duplicates: z.strictObject({
    web: DuplicateRule,
    email: DuplicateRule,
    card: DuplicateRule,
    import: DuplicateRule,
  }),
  /** From which spam score on a submission is held, and from which it is spam. */
  spam: z.strictObject({ holdAt: z.int().min(1).max(1000), spamAt: z.int().min(1).max(1000) }),
  /** Further mails of one sender within this time are held. */
  mailsOfSender: z.strictObject({ most: z.int().min(1).max(1000), minutes: z.int().min(1).max(10_080) }),
  /** A card that was read with less confidence than this (percent) is held as a draft. */
  cards: z.strictObject({ holdBelow: z.int().min(0).max(100) }),
  /** How promising a lead is; the rules that ship when left out. */
  score: ScoreRules.optional(),
  /** Who gets a lead that comes without an owner; nobody when left out. */
  assign: AssignRules.optional(),
  /** When the company works, for time limits that count only then. */
  workingHours: Calendar.optional(),
  /** How soon somebody must be in touch with a new lead; no limit when left out. */
  firstResponse: ResponseRules.optional(),
});

/** The rules by which an organisation takes leads in. */
export type CapturePolicy = z.output<typeof CapturePolicy>;

/** The rules that ship. */
export const shippedPolicy: CapturePolicy = {
  duplicates: { web: "merge", email: "merge", card: "merge", import: "merge" },
  spam: { holdAt: 50, spamAt: 100 },
  mailsOfSender: { most: 20, minutes: 120 },
  cards: { holdBelow: 60 },
};
