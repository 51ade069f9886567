import * as z from "zod";
import { adjustments } from "../document/charge.ts";
import { customer } from "../document/customer.ts";
import { Lines, Totals } from "../document/line.ts";
import { OpportunityId, QuoteId } from "../kernel/id.ts";
import { PaymentTerms } from "../kernel/terms.ts";
import { personal } from "../kernel/personal.ts";
import { Day, text } from "../kernel/text.ts";

/** The terms of a quote: for whom, what, for how much, to be paid when. */
export const QuoteTerms = z.object({
  ...customer,
  opportunity: OpportunityId,
  revision: z.int().min(1),
  revisionOf: QuoteId.optional(),
  lines: Lines,
  ...adjustments,
  totals: Totals,
  paymentTerms: PaymentTerms.optional(),
  /** What the quote says to the customer beside its lines. */
  note: personal(text(4000)).optional(),
});

/** The terms of a quote. */
export type QuoteTerms = z.output<typeof QuoteTerms>;

/** What of the terms of a draft is changed field by field. */
export const termsInput = {
  topic: text(300),
  validUntil: Day.optional(),
  paymentTerms: PaymentTerms.optional(),
  note: personal(text(4000)).optional(),
};

/** What is sold: lines, what applies to all of them, and their sums. */
export const Sold = QuoteTerms.pick({ lines: true, discount: true, charges: true, totals: true });

/** What is sold. */
export type Sold = z.output<typeof Sold>;

/** The hash of what the customer sees of a quote: SHA-256, 64 hexadecimal digits. */
export const ContentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: "must be a hash of 64 small hexadecimal digits" });

const Words = text(1000).optional();

/** Who approved a quote, and what of it: another content is not approved. */
export const Approval = z.object({ by: z.string(), at: z.iso.datetime(), hash: ContentHash, note: Words });

/** Who did not approve a quote, and why. */
export const Rejection = z.object({ by: z.string(), at: z.iso.datetime(), reason: text(1000) });

/** A limit that a quote is above, with both figures: totals with tax as "1200.00 EUR", percentages as "12.5". */
export const Excess = z.object({
  limit: z.enum(["total", "discountPercent"]),
  asked: z.string(),
  allowed: z.string(),
});

/** A limit that a quote is above. */
export type Excess = z.output<typeof Excess>;
