import { describe, expect, test } from "vitest";
import { creditReturn } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { given } from "../support/given.ts";
import { Sale } from "../support/sale.ts";
import { eur } from "../support/samples.ts";

const tens = (...taxes: readonly string[]) =>
  taxes.map((taxPercent) => ({ description: "Tea", quantity: "10", unitPrice: "10", taxPercent }));

/** Ten pieces at 10.00 each of these taxes, with a deposit. */
const sale = (depositPercent: string, invoicing: string, ...taxes: readonly string[]) =>
  new Sale({ invoicing, depositPercent, lines: tens(...taxes) });

describe("a deposit of several taxes that is billed again when one of them is credited whole", () => {
  /** All delivered, one piece of line 2 billed, all of line 1 back; then the deposit's invoice is cancelled, and it is billed again. */
  const again = (...taxes: readonly string[]) =>
    sale("50", "manual", ...taxes)
      .deliver()
      .bill({ lines: [{ line: 2, quantity: "1" }] })
      .back("10")
      .cancelled(1)
      .bill({ again: 1 });

  test("is credited at the rate of what comes back later", () => {
    const sold = again("7", "19", "0").back("8", 2).bill();
    // Two pieces at 19 % and ten at 0 % stay.
    expect(sold.total).toBe(2380 + 10_000);
  });

  test("is credited, too, when only one tax is left", () => {
    const sold = again("7", "19").back("8", 2).bill();
    expect(sold.total).toBe(2380);
  });

  test("numbers its lines as the first one did", () => {
    const [told] = again("7", "19", "0").memory.log.flatMap(({ type, data }) =>
      type === "order.billed" && data["again"] === 1 ? [data["lines"]] : [],
    );
    expect(told).toMatchObject([
      { line: 2, taxPercent: "19" },
      { line: 3, taxPercent: "0" },
    ]);
  });

  test("says of what is credited which tax it is of, so that one of before, which numbers them anew, is credited right", () => {
    const { memory } = again("7", "19", "0").back("8", 2);
    const credits = memory.log.findLast(({ type }) => type === "order.returned")?.data["credits"];
    const asked = { line: 2, amount: eur(3000), taxPercent: "19", taxCategory: "S" };
    expect(credits).toEqual([{ bill: 3, invoice: expect.any(String), lines: [asked] }]);
    // The sample invoice has this tax in line 1.
    const other = { ...asked, taxPercent: "10" };
    const { events } = given(invoice, "issued")
      .when(creditReturn, { return: 9, lines: [other] })
      .accepted(["invoice.credited"]);
    expect(events[0]?.data).toMatchObject({
      lines: [{ line: 1 }],
      totals: { net: eur(3000), tax: eur(300) },
    });
  });
});
