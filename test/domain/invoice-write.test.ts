import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { contact } from "../../domain/contact/contact.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import { product } from "../../domain/product/product.ts";
import { given, leanBook, other } from "../support/given.ts";
import { eur, ids, lineInputs, lines, totals } from "../support/samples.ts";

const input = {
  account: ids.account,
  contact: ids.contact,
  topic: "Tea for the office",
  currency: "EUR",
  lines: lineInputs,
};
const others = [other(account, ids.account, "active"), other(contact, ids.contact, "active")];
const known = { number: 7, others };
const written = (more: object, circumstances: object = {}) =>
  given(invoice).when(writeInvoice, { ...input, ...more }, { ...known, ...circumstances });

describe("writing an invoice without an order", () => {
  test("it has its own deal, number, buyer and sums, and no order", () => {
    const { record } = written({ reference: "PO 12", note: "Thank you", deliveredOn: "2026-11-20" }).accepted(
      ["invoice.issued"],
    );
    expect(record).toMatchObject({
      status: "issued",
      kind: "invoice",
      number: "INV-2026-000007",
      buyerReference: "PO 12",
      note: "Thank you",
      deliveredOn: "2026-11-20",
      buyer: { name: "Alfreds Futterkiste" },
      process: { name: "lean", version: 0 },
      owner: "ann",
      lines,
      totals,
      balance: totals.total,
    });
    expect(record.order).toBeUndefined();
    expect(writeInvoice.series).toBe("invoice");
    expect(writeInvoice.roles).toEqual(["finance"]);
  });

  test("its lines are priced as everywhere: from the catalogue, with discount and charges", () => {
    const more = {
      lines: [{ product: ids.product, quantity: "2" }],
      discount: { percent: "10" },
      charges: [{ description: "Freight", amount: eur(500), taxPercent: "10" }],
    };
    const sold = [...others, other(product, ids.product, "active")];
    const { record } = written(more, { others: sold });
    expect(record).toMatchObject({ discount: { percent: "10" }, charges: [{ description: "Freight" }] });
    expect(record.totals).toMatchObject({ net: eur(3020), tax: eur(302), total: eur(3322) });
  });

  test("its currency is that of the organisation unless another is said, for its prices too", () => {
    const sold = [...others, other(product, ids.product, "active")];
    const lines = [{ product: ids.product, quantity: "2" }];
    const { record } = written({ currency: undefined, lines }, { others: sold }).accepted(["invoice.issued"]);
    expect(record).toMatchObject({ currency: "EUR", totals: { net: eur(2800) } });
  });

  test("what was paid before is taken off what is payable", () => {
    const { record } = written({ prepaid: eur(13_000) });
    expect(record).toMatchObject({ balance: eur(909), totals: { total: eur(13_909), prepaid: eur(13_000) } });
    written({ prepaid: eur(13_909) }).accepted(["invoice.issued", "invoice.paid"]);
  });

  test("more than all paid before, or in other money, is refused", () => {
    written({ prepaid: eur(13_910) }).refused(
      "rule_broken",
      "139.10 EUR was paid before, but the invoice comes to 139.09 EUR",
      ["/prepaid/minor"],
    );
    written({ prepaid: { minor: 1, currency: "USD" } }).refused("rule_broken", "not mixed", [
      "/prepaid/currency",
    ]);
  });

  test("its process decides on number, terms and the smallest coin", () => {
    const { lean } = leanBook.processes;
    const swiss = {
      ...lean,
      numbers: { invoice: "CH{year}-{seq}", creditNote: "CN{year}-{seq}" },
      paymentTerms: { days: 3 },
      cashRounding: { EUR: "0.05" },
    };
    const book = { ...leanBook, processes: { ...leanBook.processes, swiss } };
    const { record } = written({ process: "swiss" }, { book });
    expect(record).toMatchObject({
      process: { name: "swiss" },
      number: "CH2026-7",
      dueOn: "2026-11-26",
      balance: eur(13_910),
      totals: { rounding: eur(1), payable: eur(13_910) },
    });
    const rest = written({ process: "swiss", prepaid: eur(3901) }, { book }).record;
    expect(rest.totals).toMatchObject({ rounding: eur(2), payable: eur(10_010) });
    written({ process: "missing" }).refused("rule_broken", 'no process "missing"', ["/process"]);
  });

  test("a reaction that writes one does not own it", () => {
    const actor = { type: "reaction" as const, id: "bill-hours" };
    expect(written({}, { actor }).record.owner).toBeUndefined();
  });

  test("its own terms of payment go before those of the process", () => {
    const { record } = written({ paymentTerms: { days: 5, earlyPayment: { percent: "3", days: 2 } } });
    expect(record).toMatchObject({ dueOn: "2026-11-28", earlyPayment: { amount: eur(417) } });
  });

  test("it needs a customer who is there, and something that is sold", () => {
    const nobody = { account: undefined, contact: undefined };
    written(nobody).refused("invalid_input", "an account or a contact", ["/account"]);
    written({}, { others: [] }).refused("rule_broken", "There is no account", ["/account"]);
    written({ account: undefined }, { others: [] }).refused("rule_broken", "There is no contact", [
      "/contact",
    ]);
    written({ lines: [] }).refused("rule_broken", "at least one line", ["/lines"]);
  });

  test("a day of delivery that has not come yet, and a line that cannot be priced, are refused", () => {
    written({ deliveredOn: "2026-12-01" }).refused("rule_broken", "has not come yet", ["/deliveredOn"]);
    written({ lines: [{ product: ids.product, quantity: "1" }] }).refused("rule_broken", "no product", [
      "/lines/0/product",
    ]);
  });
});

test("instalments that are not the whole are refused", () => {
  const parts = [
    { percent: "30", days: 0 },
    { percent: "60", days: 30 },
  ];
  written({ paymentTerms: { days: 30, instalments: parts } }).refused("rule_broken", "they are 90 %", [
    "/paymentTerms/instalments",
  ]);
});
