import * as z from "zod";
import { PercentInput } from "./decimal.ts";

/** When an invoice follows: with each delivery, with the order, when all is delivered, or when somebody asks. */
export const InvoicingPolicy = z.enum(["on-fulfilment", "on-order", "when-complete", "manual"]);

/** When an invoice follows. */
export type InvoicingPolicy = z.output<typeof InvoicingPolicy>;

const days = z.int().min(0).max(3650);

/** When what is owed is due: after so many days, in parts, with a discount for early payment. */
export const PaymentTerms = z.strictObject({
  days: days,
  instalments: z
    .array(z.strictObject({ percent: PercentInput, days }))
    .min(2)
    .max(24)
    .optional(),
  earlyPayment: z.strictObject({ percent: PercentInput, days }).optional(),
});

/** When what is owed is due. */
export type PaymentTerms = z.output<typeof PaymentTerms>;

/** How numbers of a document look: `{year}` and `{seq}` or `{seq:6}` (with leading zeros) are filled in. */
export const NumberFormat = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9/._ -]*\{year\}[A-Za-z0-9/._ -]*\{seq(?::[1-9])?\}[A-Za-z0-9/._ -]*$/, {
    error: 'must have {year} and then {seq}, such as "INV-{year}-{seq:6}"',
  });
