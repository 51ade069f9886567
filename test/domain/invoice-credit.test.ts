import { describe, expect, test } from "vitest";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { MAX_CREDITS } from "../../domain/invoice/credited.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { creditTerms, eur, invoiceTerms, lines, totals } from "../support/samples.ts";

const first = { lines: [{ line: 1 }] };
const one = { lines: [{ line: 1, quantity: "1" }] };

/** The sample invoice of 3 packs at 13.30 and an hour at 80.00, after these credits. */
function credited(...inputs: readonly object[]) {
  let past: readonly Past[] = [];
  for (const input of inputs) {
    past = [...past, ...given(invoice, "issued", ...past).when(creditInvoice, input).events];
  }
  return given(invoice, "issued", ...past);
}

describe("crediting an invoice", () => {
  test("all of it: a credit note over everything follows, and the invoice is cancelled", () => {
    const { record, events, next } = given(invoice, "issued")
      .when(creditInvoice, {})
      .accepted(["invoice.credited", "invoice.cancelled"]);
    expect(events[0]?.data).toMatchObject({ ...creditTerms, invoice: "inv_0000000001", complete: true });
    expect(next).toEqual({ creditNote: "cre_0000000001-c1" });
    expect(record).toMatchObject({ status: "cancelled", balance: eur(0), credit: eur(0), totals });
    expect(record.credits).toMatchObject([{ credit: 1, creditNote: next?.creditNote, total: totals.total }]);
  });

  test("a line: its net and its tax, and the rest stays open", () => {
    const { record, events } = given(invoice, "issued")
      .when(creditInvoice, { ...first, reason: "damaged", note: "Wet" })
      .accepted(["invoice.credited"]);
    expect(record).toMatchObject({ status: "issued", balance: eur(9520), nextDueOn: "2026-12-23" });
    expect(events[0]?.data).toMatchObject({
      number: "INV-2026-000001",
      invoiceNumber: "INV-2026-000001",
      invoiceIssuedOn: "2026-11-23",
      reason: "damaged",
      note: "Wet",
      complete: false,
      lines: [lines[0]],
      totals: { net: eur(3990), tax: eur(399), total: eur(4389), payable: eur(4389) },
    });
  });

  test("by quantity: three thirds are the whole line, to the cent", () => {
    const whole = credited(one, one).when(creditInvoice, one).accepted(["invoice.credited"]);
    expect(whole.record.credits?.map(({ total }) => total.minor)).toEqual([1463, 1463, 1463]);
    expect(whole.record.credited).toMatchObject({ lines: [{ line: 1, quantity: "3", net: eur(3990) }] });
    expect(whole.record.balance).toEqual(eur(9520));
  });

  test("by amount: the price is lowered, the quantity stays sold and can come back", () => {
    const less = { lines: [{ line: 2, amount: eur(1000) }] };
    const { events } = given(invoice, "issued").when(creditInvoice, less);
    expect(events[0]?.data).toMatchObject({
      lines: [{ line: 2, byAmount: true, quantity: "1", unitPrice: "10", net: eur(1000) }],
      totals: { total: eur(1190) },
    });
    const returned = credited(less).when(creditInvoice, { lines: [{ line: 2, quantity: "1" }] });
    expect(returned.events[0]?.data).toMatchObject({
      lines: [{ line: 2, quantity: "1", unitPrice: "80", discountAmount: eur(1000), net: eur(7000) }],
    });
  });

  test("what is left after its price was lowered comes back at the lower price", () => {
    const lower = { lines: [{ line: 1, amount: eur(660) }] };
    const { record } = credited(one, lower, one).when(creditInvoice, one);
    expect(record.credited?.lines).toMatchObject([{ line: 1, quantity: "3", net: eur(3990) }]);
    expect(credited(one, lower).when(creditInvoice, one).events[0]?.data).toMatchObject({
      lines: [{ net: eur(1000) }],
    });
  });

  test("what was paid for what is credited is the customer's credit", () => {
    const { record } = given(invoice, "paid").when(creditInvoice, first).accepted(["invoice.credited"]);
    expect(record).toMatchObject({ status: "paid", balance: eur(0), credit: eur(4389) });
  });

  test("when a credit leaves nothing open, the invoice is paid", () => {
    const part = { amount: eur(9520), method: "transfer" };
    const { events } = given(invoice, "issued").when(payInvoice, part);
    const { record } = given(invoice, "issued", ...events)
      .when(creditInvoice, first)
      .accepted(["invoice.credited", "invoice.paid"]);
    expect(record).toMatchObject({ status: "paid", paidOn: "2026-11-23", balance: eur(0), credit: eur(0) });
  });

  test("an overdue invoice stays overdue while something past its day is open", () => {
    const late = { today: "2027-01-01" };
    const { record } = given(invoice, "overdue").when(creditInvoice, first, late);
    expect(record).toMatchObject({ status: "overdue", balance: eur(9520) });
    expect(given(invoice, "overdue").when(creditInvoice, first).record.status).toBe("issued");
  });

  test("discount, charges and rounding go with what is credited, and end exactly", () => {
    const freight = { description: "Freight", amount: eur(500), taxPercent: "19", taxCategory: "S" };
    const taxes = [
      { ...totals.taxes[0], discount: eur(333), taxable: eur(3657), tax: eur(366) },
      { ...totals.taxes[1], discount: eur(667), charges: eur(500), taxable: eur(7833), tax: eur(1488) },
    ];
    const sums = { net: eur(11_490), tax: eur(1854), total: eur(13_344), payable: eur(13_345) };
    const all = { ...totals, ...sums, rounding: eur(1), discount: eur(1000), charges: eur(500), taxes };
    const terms = { ...invoiceTerms, discount: { amount: eur(1000) }, charges: [freight], totals: all };
    const issued = { type: "invoice.issued", data: terms };
    const half = given(invoice, issued).when(creditInvoice, { lines: [{ line: 1, quantity: "1" }] });
    expect(half.events[0]?.data).toMatchObject({
      discount: { amount: eur(111) },
      totals: { lines: eur(1330), discount: eur(111), charges: eur(0), net: eur(1219), tax: eur(122) },
    });
    const rest = given(invoice, issued, ...half.events).when(creditInvoice, {});
    rest.accepted(["invoice.credited", "invoice.cancelled"]);
    expect(rest.record.credited).toMatchObject({
      payable: eur(13_345),
      charges: [{ charge: 1, amount: eur(500) }],
      taxes,
    });
    const charge = given(invoice, issued).when(creditInvoice, { charges: [{ charge: 1, amount: eur(200) }] });
    expect(charge.events[0]?.data).toMatchObject({ lines: [], totals: { net: eur(200), tax: eur(38) } });
  });

  test.each([
    ["a line that is not there", { lines: [{ line: 3 }] }, "line 3: there is no such line", "/lines/0/line"],
    [
      "more than the line has",
      { lines: [{ line: 1, quantity: "4" }] },
      "line 1: 3 left to credit, 4 asked",
      "/lines/0/quantity",
    ],
    ["a line twice", { lines: [{ line: 2 }, { line: 2 }] }, "line 2: named twice", "/lines/1/line"],
    [
      "more money than the line has",
      { lines: [{ line: 2, amount: eur(8001) }] },
      "80.00 EUR left to credit, 80.01 EUR asked",
      "/lines/0/amount/minor",
    ],
    ["no money", { lines: [{ line: 2, amount: eur(0) }] }, "more than zero", "/lines/0/amount/minor"],
    [
      "other money",
      { lines: [{ line: 2, amount: { minor: 1, currency: "USD" } }] },
      "not mixed",
      "/lines/0/amount/currency",
    ],
    [
      "a charge that is not there",
      { charges: [{ charge: 1 }] },
      "charge 1: there is no such charge",
      "/charges/0/charge",
    ],
    [
      "so little that the rest has too many digits",
      { lines: [{ line: 2, quantity: "0.000000000001" }] },
      "",
      "/lines/0/quantity",
    ],
  ])("%s is refused with the figures", (_, input, words, pointer) => {
    const many = { ...lines[1], quantity: "99999999999999999", unitPrice: "0" };
    const issued = { type: "invoice.issued", data: { ...invoiceTerms, lines: [lines[0], many] } };
    const past = words === "" ? [issued] : (["issued"] as const);
    given(invoice, ...past)
      .when(creditInvoice, input)
      .refused("rule_broken", words, [pointer]);
  });

  test("what is credited cannot be credited again", () => {
    credited(one)
      .when(creditInvoice, { lines: [{ line: 1, quantity: "3" }] })
      .refused("rule_broken", "line 1: 2 left to credit, 3 asked");
    credited(first).when(creditInvoice, first).refused("rule_broken", "line 1: nothing is left to credit");
    given(invoice, "cancelled").when(creditInvoice, {}).refused("wrong_state");
  });

  test("a quantity and an amount together, no line at all, or an unknown field is refused", () => {
    given(invoice, "issued")
      .when(creditInvoice, { lines: [{ line: 1, quantity: "1", amount: eur(1) }] })
      .refused("invalid_input", "name one of them", ["/lines/0/amount"]);
    given(invoice, "issued").when(creditInvoice, { lines: [] }).refused("invalid_input", "", ["/lines"]);
    given(invoice, "issued").when(creditInvoice, { line: 1 }).refused("invalid_input", "", ["/line"]);
  });

  test("a reason is asked when the process has some", () => {
    const reasons = { "invoice.credit": [{ code: "damaged", label: { en: "Damaged" } }] };
    given(invoice, "issued")
      .when(creditInvoice, first, { process: { reasons } })
      .refused("rule_broken", "choose damaged", ["/reason"]);
  });

  test("the last credit note that an invoice can have must credit all that is left", () => {
    const some = given(invoice, "issued").when(creditInvoice, {
      lines: [{ line: 1, amount: eur(1) }],
    }).events;
    const past = Array.from({ length: MAX_CREDITS - 1 }, () => some).flat();
    const almost = given(invoice, "issued", ...past);
    almost.when(creditInvoice, one).refused("rule_broken", `last of ${MAX_CREDITS} credit notes`);
    almost.when(creditInvoice, {}).accepted(["invoice.credited", "invoice.cancelled"]);
  });
});

describe("cancelling an invoice", () => {
  test("credits all that is left; its number stays taken", () => {
    const { record, events } = credited(first)
      .when(cancelInvoice, { reason: "Wrong address" })
      .accepted(["invoice.credited", "invoice.cancelled"]);
    expect(events[0]?.data).toMatchObject({ credit: 2, lines: [{ line: 2 }], totals: { total: eur(9520) } });
    expect(events[1]?.data).not.toHaveProperty("lines");
    expect(record).toMatchObject({
      status: "cancelled",
      number: "INV-2026-000001",
      balance: eur(0),
      reason: "Wrong address",
    });
    expect(record.credited).toMatchObject({ payable: totals.total, taxes: totals.taxes });
  });

  test.each([
    ["partly-paid", 3909],
    ["paid", 13_909],
    ["overdue", 0],
    ["written-off", 0],
  ] as const)("when it is %s, what was paid is the customer's credit", (status, paid) => {
    const { record } = given(invoice, status).when(cancelInvoice, {});
    expect(record).toMatchObject({ status: "cancelled", credit: eur(paid), balance: eur(0) });
  });

  test("who was let off for paying early gets back what was paid, no more", () => {
    const early = { until: "2026-12-03", percent: "2", amount: eur(278) };
    const issued = { type: "invoice.issued", data: { ...invoiceTerms, earlyPayment: early } };
    const { events } = given(invoice, issued).when(payInvoice, { amount: eur(13_631), method: "transfer" });
    const paid = given(invoice, issued, ...events);
    expect(paid.when(cancelInvoice, {}).record.credit).toEqual(eur(13_631));
    // 2 percent of what is kept stay let off: 95.20 less 1.90.
    expect(paid.when(creditInvoice, first).record.credit).toEqual(eur(13_631 - 9520 + 190));
  });

  test("an invoice over nothing can be cancelled too", () => {
    const free = [{ ...lines[0], net: eur(0) }];
    const sums = { net: eur(0), tax: eur(0), total: eur(0) };
    const issued = { type: "invoice.issued", data: { ...invoiceTerms, lines: free, totals: sums } };
    const part = given(invoice, issued)
      .when(creditInvoice, one)
      .accepted(["invoice.credited", "invoice.paid"]);
    given(invoice, issued, ...part.events)
      .when(cancelInvoice, {})
      .accepted(["invoice.credited", "invoice.cancelled"]);
  });

  test("a reason is asked when the process has some", () => {
    const reasons = { "invoice.cancel": [{ code: "mistake", label: { en: "Mistake" } }] };
    given(invoice, "issued")
      .when(cancelInvoice, { reason: "x" }, { process: { reasons } })
      .refused("rule_broken", "choose mistake", ["/reason"]);
  });
});
