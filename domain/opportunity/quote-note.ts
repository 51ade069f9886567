import * as z from "zod";
import { QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";

/** The most quotes that one opportunity may have; revisions of a quote count as one. */
export const MAX_QUOTES = 100;

/** A quote as the opportunity knows it, by its latest revision; `seq` is the number of that revision's last event that was noted. */
export const QuoteNote = z.object({
  quote: QuoteId,
  revision: z.int(),
  status: z.enum(["draft", "in-approval", "sent", "accepted", "declined", "expired", "revised", "cancelled"]),
  total: Money,
  seq: z.int(),
});

/** A quote as the opportunity knows it, by its latest revision. */
export type QuoteNote = z.output<typeof QuoteNote>;

/** Why a quote cannot stay open: the opportunity was closed, had all the quotes it may have, or changed its currency in the same moment. */
export const LateReason = z.enum(["closed", "full", "currency"]);
/** A quote that came too late to stay open. */
export const Late = QuoteNote.pick({ quote: true, status: true }).extend({ reason: LateReason });
/** Why a quote came too late, as the end of a sentence. */
export const tooLate: Readonly<Record<z.output<typeof LateReason>, string>> = {
  closed: "the opportunity was closed already",
  full: `the opportunity had ${MAX_QUOTES} quotes already`,
  currency: "the opportunity had changed its currency",
};
