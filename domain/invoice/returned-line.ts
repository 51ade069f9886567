import * as z from "zod";
import { type Taxed, taxFields, taxKey } from "../document/tax.ts";
import { Quantity } from "../kernel/decimal.ts";
import { Money } from "../kernel/money.ts";

/** What came back of a line; with a tax, what comes off the line of that tax of a deposit, which has one for each. */
export const ReturnedLine = z.object({
  line: z.int().min(1),
  quantity: Quantity.optional(),
  amount: Money.optional(),
  taxPercent: taxFields.taxPercent.optional(),
  taxCategory: taxFields.taxCategory,
});

type ReturnedLine = z.output<typeof ReturnedLine>;

/** What came back, each at its line: one that has a tax is found by it, for deposits of before that were billed again number their lines anew. */
export function byTheirTax(asked: readonly ReturnedLine[], lines: readonly (Taxed & { line: number })[]) {
  return asked.map(({ line, quantity, amount, taxPercent, taxCategory }) => {
    const key = taxPercent === undefined ? undefined : taxKey({ taxPercent, taxCategory });
    const found = key === undefined ? undefined : lines.find((each) => taxKey(each) === key);
    return { line: found?.line ?? line, quantity, amount };
  });
}
