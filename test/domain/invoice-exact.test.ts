import { describe, expect, test } from "vitest";
import { cancelInvoice, creditInvoice, creditReturn } from "../../domain/invoice/credit.ts";
import { MAX_CREDITS } from "../../domain/invoice/credited.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { issueInvoice } from "../../domain/invoice/issue.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { MAX_PAYMENTS } from "../../domain/invoice/payment.ts";
import { markOverdue, refundInvoice, writeOffInvoice } from "../../domain/invoice/settle.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, invoiceTerms, lines, orderBill as input, sums, totals } from "../support/samples.ts";

const first = { lines: [{ line: 1 }] };
const pay = (minor: number, more: object = {}) => ({ amount: eur(minor), method: "transfer", ...more });
const issuedWith = (more: object) => ({ type: "invoice.issued", data: { ...invoiceTerms, ...more } });
const [ten, nineteen] = totals.taxes;

test("an invoice of what was paid in part before, rounded to the coin, is over the rest", () => {
  const less = { ...totals, prepaid: eur(1000), rounding: eur(1), payable: eur(12_910) };
  const { record } = given(invoice).when(issueInvoice, { ...input, totals: less }, { number: 1 });
  expect(record.balance).toEqual(eur(12_910));
});

test.each([
  [
    "each row of a tax twice, and twice in the sums",
    { totals: { ...totals, ...sums(15_980, 2318), payable: eur(18_298), taxes: [ten, ten, nineteen] } },
  ],
  ["a line of a tax that has no row", { lines: [...lines, { ...lines[0], line: 3, taxPercent: "7" }] }],
  [
    "a row that taxes more than its lines",
    {
      totals: {
        ...totals,
        ...sums(11_991, 1919),
        payable: eur(13_910),
        taxes: [{ ...ten, taxable: eur(3991) }, nineteen],
      },
    },
  ],
])("a bill with %s is refused", (_, wrong) => {
  given(invoice)
    .when(issueInvoice, { ...input, ...wrong }, { number: 1 })
    .refused("rule_broken", "The sums are not those", ["/totals"]);
});

test("an instalment that comes to nothing is none", () => {
  const cent = { ...lines[0], quantity: "1", unitPrice: "0.01", discountPercent: "0", taxPercent: "0" };
  const halves = [
    { percent: "50", days: 0 },
    { percent: "50", days: 30 },
  ];
  const bill = { lines: [{ ...cent, net: eur(1) }], totals: sums(1, 0) };
  const asked = { ...input, ...bill, paymentTerms: { days: 30, instalments: halves } };
  const { record } = given(invoice).when(issueInvoice, asked, { number: 1 });
  expect(record.instalments).toMatchObject([{ amount: eur(1) }]);
});

test("what happens to the money of an invoice says whose it is", () => {
  const whose = {
    account: ids.account,
    contact: ids.contact,
    opportunity: ids.opportunity,
    order: ids.order,
  };
  const paid = given(invoice, "issued").when(payInvoice, pay(14_009, { overpayment: "keep" }));
  const told = [
    paid,
    given(invoice, "issued", ...paid.events).when(refundInvoice, pay(1)),
    given(invoice, "issued").when(markOverdue, {}, { today: "2026-12-24" }),
    given(invoice, "issued").when(writeOffInvoice, {}),
  ];
  expect(told.map(({ events }) => events[0]?.data)).toMatchObject([whose, whose, whose, whose]);
});

test("a timer that comes too early is told the first day on which it may come", () => {
  const { refusal } = given(invoice, "issued").when(markOverdue, {}, { today: "2026-12-23" });
  expect(refusal?.details).toMatchObject({ notBefore: "2026-12-24" });
});

test("a last payment that settles the invoice with what is let off is taken", () => {
  const early = { until: "2026-12-03", percent: "2", amount: eur(278) };
  const payment = { amount: eur(1), method: "cash", paidOn: "2026-11-23" };
  const data = { number: "INV-1", payment, paid: eur(8909), balance: eur(5000) };
  const paid = { type: "invoice.payment-received", data };
  const past = Array.from({ length: MAX_PAYMENTS - 1 }, () => paid);
  const almost = given(invoice, issuedWith({ earlyPayment: early }), ...past);
  almost.when(payInvoice, pay(4721)).refused("rule_broken", "must settle");
  almost.when(payInvoice, pay(4722)).accepted(["invoice.payment-received", "invoice.paid"]);
});

describe("what the customer has too much", () => {
  const overpaid = given(invoice, "issued").when(payInvoice, pay(14_009, { overpayment: "keep" })).events;
  const refunded = (past: readonly Past[], minor: number) => [
    ...past,
    ...given(invoice, "issued", ...past).when(refundInvoice, pay(minor)).events,
  ];

  test("all refunds count together", () => {
    const { record } = given(invoice, "issued", ...refunded(overpaid, 60)).when(refundInvoice, pay(30));
    expect(record).toMatchObject({ refunded: eur(90), credit: eur(10) });
  });

  test("what was paid back is not owed again when something is credited", () => {
    const { record } = given(invoice, "issued", ...refunded(overpaid, 60)).when(creditInvoice, first);
    expect(record.credit).toEqual(eur(40 + 4389));
  });

  test("what is let off after a credit is let off what was left then", () => {
    const early = { until: "2026-12-03", percent: "2", amount: eur(278) };
    const issued = issuedWith({ earlyPayment: early });
    const { events } = given(invoice, issued).when(creditInvoice, first);
    const { record } = given(invoice, issued, ...events).when(payInvoice, pay(9330));
    expect(record).toMatchObject({ status: "paid", discounted: { amount: eur(190), of: eur(9520) } });
  });
});

describe("what is credited, to the last piece", () => {
  test("the tax of a part is its part of the invoice's tax, though that is not just its rate", () => {
    const net = { quantity: "3", unitPrice: "0.05", discountPercent: "0", taxPercent: "19", net: eur(15) };
    const row = { ...nineteen, lines: eur(15), taxable: eur(15), tax: eur(2) };
    const all = { ...totals, ...sums(15, 2), lines: eur(15), payable: eur(17), taxes: [row] };
    const issued = issuedWith({ lines: [{ ...lines[0], ...net }], totals: all });
    const { events } = given(invoice, issued).when(creditInvoice, { lines: [{ line: 1, quantity: "2" }] });
    expect(events[0]?.data).toMatchObject({ totals: { net: eur(10), tax: eur(1) } });
  });

  test("goods without their freight leave the freight owed", () => {
    const freight = { description: "Freight", amount: eur(500), taxPercent: "19", taxCategory: "S" };
    const row = { ...nineteen, charges: eur(500), taxable: eur(8500), tax: eur(1615) };
    const all = { ...totals, ...sums(12_490, 2014), payable: eur(14_504), taxes: [ten, row] };
    const { record } = given(invoice, issuedWith({ charges: [freight], totals: all }))
      .when(creditInvoice, { lines: [{ line: 1 }, { line: 2 }] })
      .accepted(["invoice.credited"]);
    expect(record).toMatchObject({ status: "issued", balance: eur(595) });
  });

  test("it names the day of the invoice, and is paid on the day of the credit", () => {
    const part = given(invoice, "issued").when(payInvoice, pay(9520)).events;
    const { events } = given(invoice, "issued", ...part).when(creditInvoice, first, { today: "2026-11-30" });
    expect(events.map(({ data }) => data)).toMatchObject([
      { invoiceIssuedOn: "2026-11-23" },
      { paidOn: "2026-11-30" },
    ]);
  });

  test("the next day on which something is due is that of the first instalment that is open", () => {
    const instalments = [
      { dueOn: "2026-12-23", amount: eur(6954) },
      { dueOn: "2027-01-22", amount: eur(6955) },
    ];
    const issued = given(invoice, issuedWith({ instalments, dueOn: "2027-01-22" }));
    const small = issued.when(creditInvoice, { lines: [{ line: 1, quantity: "1" }] });
    expect(small.record).toMatchObject({ nextDueOn: "2026-12-23" });
    expect(issued.when(creditInvoice, { lines: [{ line: 2 }] }).record).toMatchObject({
      nextDueOn: "2027-01-22",
    });
  });

  test("the parts of a charge count together, and then nothing of it is left", () => {
    const freight = { description: "Freight", amount: eur(500), taxPercent: "19", taxCategory: "S" };
    const row = { ...nineteen, charges: eur(500), taxable: eur(8500), tax: eur(1615) };
    const all = { ...totals, ...sums(12_490, 2014), payable: eur(14_504), taxes: [ten, row] };
    const past: Past[] = [issuedWith({ charges: [freight], totals: all })];
    for (const minor of [200, 300]) {
      const part = { charges: [{ charge: 1, amount: eur(minor) }] };
      past.push(...given(invoice, ...past).when(creditInvoice, part).events);
    }
    given(invoice, ...past)
      .when(creditInvoice, { charges: [{ charge: 1 }] })
      .refused("rule_broken", "charge 1: nothing is left to credit", ["/charges/0/charge"]);
  });

  test("a line that cost nothing and was credited is not credited again with the rest", () => {
    const free = { ...lines[0], discountPercent: "100", net: eur(0) };
    const all = { ...totals, ...sums(8000, 1520), payable: eur(9520), taxes: [nineteen] };
    const issued = issuedWith({ lines: [free, lines[1]], totals: all });
    const { events } = given(invoice, issued).when(creditInvoice, first);
    const rest = given(invoice, issued, ...events).when(cancelInvoice, {});
    expect(rest.events[0]?.data["lines"]).toMatchObject([{ line: 2 }]);
  });

  test("credits that together have more digits than a quantity are refused", () => {
    const many = { ...lines[0], quantity: "999999999", unitPrice: "0", net: eur(0) };
    const issued = issuedWith({ lines: [many, lines[1]] });
    const most = { lines: [{ line: 1, quantity: "999999990" }] };
    const { events } = given(invoice, issued).when(creditInvoice, most);
    given(invoice, issued, ...events)
      .when(creditInvoice, { lines: [{ line: 1, quantity: "0.9999999999" }] })
      .refused("rule_broken", "too many digits", ["/lines/0/quantity"]);
  });

  test("an overdue invoice that was paid in part is so again when what was late is credited", () => {
    const overdue = { number: "1", dueOn: "2026-12-23", overdue: eur(10_000), balance: eur(10_000) };
    const { record } = given(invoice, "partly-paid", { type: "invoice.overdue", data: overdue }).when(
      creditInvoice,
      first,
    );
    expect(record.status).toBe("partly-paid");
  });
});

describe("goods that come back", () => {
  const cent = (line: number) => ({ lines: [{ line, amount: eur(1) }] });

  test("do not use up the credit notes that somebody may ask for", () => {
    const returned = given(invoice, "issued").when(creditReturn, { return: 1, ...cent(1) }).events;
    const asked = given(invoice, "issued").when(creditInvoice, cent(2)).events;
    const past = [returned, asked].flatMap((events) =>
      Array.from({ length: MAX_CREDITS / 2 }, () => events).flat(),
    );
    given(invoice, "issued", ...past)
      .when(creditInvoice, cent(2))
      .accepted(["invoice.credited"]);
  });

  test("a line twice, or a piece that leaves too many digits, is refused", () => {
    given(invoice, "issued")
      .when(creditReturn, { return: 1, lines: [...first.lines, ...first.lines] })
      .refused("rule_broken", "line 1: named twice", ["/lines/1/line"]);
    const many = { ...lines[1], quantity: "99999999999999999", unitPrice: "0" };
    given(invoice, issuedWith({ lines: [lines[0], many] }))
      .when(creditReturn, { return: 1, lines: [{ line: 2, quantity: "0.000000000001" }] })
      .refused("rule_broken", "too many digits", ["/lines/0/quantity"]);
  });
});
