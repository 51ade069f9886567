import { describe, expect, test } from "vitest";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { MAX_PAYMENTS } from "../../domain/invoice/payment.ts";
import { markOverdue } from "../../domain/invoice/settle.ts";
import { given } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import { eur, ids, invoiceTerms, totals } from "../support/samples.ts";

const pay = (minor: number, more: object = {}) => ({ amount: eur(minor), method: "transfer", ...more });
const keep = { overpayment: "keep" };

/** The sample invoice of 139.09 issued with something else. */
const issuedWith = (more: object) => ({ type: "invoice.issued", data: { ...invoiceTerms, ...more } });

describe("paying an invoice", () => {
  test("in part: the balance goes down", () => {
    const more = { reference: "TX 1", paidOn: "2026-11-20" };
    const { record, events } = given(invoice, "issued")
      .when(payInvoice, pay(909, more))
      .accepted(["invoice.payment-received"]);
    expect(record).toMatchObject({ status: "partly-paid", paid: eur(909), balance: eur(13_000) });
    expect(record.payments).toEqual([{ amount: eur(909), method: "transfer", ...more }]);
    expect(events[0]?.data).toMatchObject({
      number: "INV-2026-000001",
      balance: eur(13_000),
      account: ids.account,
      nextDueOn: "2026-12-23",
    });
  });

  test("a payment of a day that has not come yet is refused", () => {
    given(invoice, "issued")
      .when(payInvoice, pay(100, { paidOn: "2026-11-25" }))
      .refused("rule_broken", "has not come yet", ["/paidOn"]);
  });

  test("what settles the balance is told as payment and as paid, on the day of the payment", () => {
    const outcome = given(invoice, "partly-paid").when(payInvoice, pay(10_000, { paidOn: "2026-11-20" }));
    outcome.accepted(["invoice.payment-received", "invoice.paid"]);
    expect(outcome.record).toMatchObject({
      status: "paid",
      balance: eur(0),
      paid: totals.total,
      paidOn: "2026-11-20",
    });
    expect(outcome.record.payments).toHaveLength(2);
    expect(outcome.record.nextDueOn).toBeUndefined();
    const { data } = outcome.events[1] ?? { data: {} };
    expect(data).toMatchObject({ number: "INV-2026-000001", totals, paidOn: "2026-11-20" });
    expect(data).not.toHaveProperty("lines");
    expect(given(invoice, "issued").when(payInvoice, pay(13_909)).record).toMatchObject({
      status: "paid",
      paidOn: "2026-11-23",
    });
  });

  test("nothing, less than nothing, or parts of a cent are no payment", () => {
    given(invoice, "issued")
      .when(payInvoice, pay(0))
      .refused("rule_broken", "more than zero", ["/amount/minor"]);
    given(invoice, "issued").when(payInvoice, pay(-1)).refused("invalid_input", "", ["/amount/minor"]);
    given(invoice, "issued")
      .when(payInvoice, pay(0.5))
      .refused("invalid_input", "whole number", ["/amount/minor"]);
  });

  test("another currency is refused", () => {
    const dollars = { ...pay(1), amount: { minor: 1, currency: "USD" } };
    given(invoice, "issued")
      .when(payInvoice, dollars)
      .refused("rule_broken", "not mixed", ["/amount/currency"]);
  });

  test("a payment needs an amount and a method", () => {
    given(invoice, "issued").when(payInvoice, {}).refused("invalid_input", "", ["/amount", "/method"]);
  });

  test("the last payment that an invoice can have must settle it", () => {
    const data = {
      number: "INV-1",
      payment: { amount: eur(1), method: "cash", paidOn: "2026-11-23" },
      paid: eur(8909),
    };
    const paid = { type: "invoice.payment-received", data: { ...data, balance: eur(5000) } };
    const past = Array.from({ length: MAX_PAYMENTS - 1 }, () => paid);
    given(invoice, "issued", ...past.slice(1))
      .when(payInvoice, pay(4999))
      .accepted(["invoice.payment-received"]);
    given(invoice, "issued", ...past)
      .when(payInvoice, pay(4999))
      .refused("rule_broken", "must settle 50.00 EUR");
    const settled = given(invoice, "issued", ...past).when(payInvoice, pay(5000));
    settled.accepted(["invoice.payment-received", "invoice.paid"]);
    given(invoice, "issued", ...past, ...settled.events)
      .when(payInvoice, pay(1, keep))
      .refused("rule_broken", `all the ${MAX_PAYMENTS} payments`);
  });

  test("a cancelled invoice takes no payment", () => {
    given(invoice, "cancelled").when(payInvoice, pay(1)).refused("wrong_state", "issued or partly-paid");
  });

  test("what was written off may come in after all, and no more than that", () => {
    const { record: before } = given(invoice, "written-off").when(payInvoice, pay(1));
    const { minor } = before.writtenOff ?? { minor: 0 };
    expect(before).toMatchObject({ status: "written-off", balance: eur(0), paid: eur(before.paid.minor) });
    given(invoice, "written-off")
      .when(payInvoice, pay(minor + 1))
      .refused("rule_broken", "is open", ["/amount/minor"]);
    const { record, events } = given(invoice, "written-off")
      .when(payInvoice, pay(minor))
      .accepted(["invoice.payment-received"]);
    expect(record).toMatchObject({ status: "written-off", balance: eur(0), credit: eur(0) });
    expect(record.nextDueOn).toBeUndefined();
    given(invoice, ...(lives["invoice"]?.["written-off"] ?? []), ...events)
      .when(payInvoice, pay(1))
      .refused("rule_broken", "0.00 EUR is open");
  });
});

describe("paying too much", () => {
  test("is refused with the figures, and says how to keep it", () => {
    const outcome = given(invoice, "partly-paid").when(payInvoice, pay(10_001));
    outcome.refused("rule_broken", "100.00 EUR is open, 100.01 EUR was paid", ["/amount/minor"]);
    expect(outcome.refusal?.message).toContain('overpayment "keep"');
    expect(outcome.refusal?.details).toEqual({ balance: 10_000, amount: 10_001 });
    given(invoice, "partly-paid")
      .when(payInvoice, pay(10_001, { overpayment: "refuse" }))
      .refused("rule_broken");
  });

  test("is kept as the customer's credit when that is asked", () => {
    const { record } = given(invoice, "partly-paid")
      .when(payInvoice, pay(10_050, keep))
      .accepted(["invoice.payment-received", "invoice.paid"]);
    expect(record).toMatchObject({ status: "paid", paid: eur(13_959), balance: eur(0), credit: eur(50) });
  });

  test("a second payment of a paid invoice is all credit", () => {
    given(invoice, "paid").when(payInvoice, pay(1)).refused("rule_broken", "0.00 EUR is open");
    const { record } = given(invoice, "paid")
      .when(payInvoice, pay(13_909, keep))
      .accepted(["invoice.payment-received"]);
    expect(record).toMatchObject({ status: "paid", credit: totals.total, paidOn: "2026-11-30" });
  });

  test("more than can be held exactly is refused", () => {
    given(invoice, "partly-paid")
      .when(payInvoice, pay(Number.MAX_SAFE_INTEGER, keep))
      .refused("rule_broken", "too large", ["/amount/minor"]);
    const all = { ...totals, prepaid: eur(10_000), payable: eur(3909) };
    given(invoice, issuedWith({ totals: all }))
      .when(payInvoice, pay(Number.MAX_SAFE_INTEGER - 9999, keep))
      .refused("rule_broken", "too large", ["/amount/minor"]);
  });
});

describe("paying early", () => {
  const early = { until: "2026-12-03", percent: "2", amount: eur(278) };
  const soon = given(invoice, issuedWith({ earlyPayment: early }));

  test("what is left is let off when it is not more than agreed, and the invoice is paid", () => {
    const { record, events } = soon
      .when(payInvoice, pay(13_631), { today: "2026-12-03" })
      .accepted(["invoice.payment-received", "invoice.paid"]);
    expect(record).toMatchObject({ status: "paid", balance: eur(0), credit: eur(0), paid: eur(13_631) });
    expect(record.discounted).toEqual({ amount: eur(278), of: totals.total });
    expect(events[0]?.data).toMatchObject({ earlyDiscount: eur(278), balance: eur(0) });
  });

  test("nobody is let off more than is left", () => {
    const { record } = soon.when(payInvoice, pay(13_900));
    expect(record).toMatchObject({ status: "paid", discounted: { amount: eur(9) } });
    expect(soon.when(payInvoice, pay(13_909)).record.discounted).toBeUndefined();
  });

  test("a cent too little leaves the whole rest open", () => {
    const { record } = soon.when(payInvoice, pay(13_630)).accepted(["invoice.payment-received"]);
    expect(record).toMatchObject({ status: "partly-paid", balance: eur(279) });
    expect(record.discounted).toBeUndefined();
  });

  test("a day too late, nothing is let off; the day of the payment counts, not the day it is noted", () => {
    const late = { today: "2026-12-04" };
    expect(soon.when(payInvoice, pay(13_631), late).record.balance).toEqual(eur(278));
    const noted = soon.when(payInvoice, pay(13_631, { paidOn: "2026-12-03" }), late);
    expect(noted.record.status).toBe("paid");
  });

  test("of an invoice that was credited in part, the same part of what is left is let off", () => {
    const { events } = soon.when(creditInvoice, { lines: [{ line: 1 }] });
    const left = given(invoice, issuedWith({ earlyPayment: early }), ...events);
    // 95.20 of 139.09 are left: 1.90 of 2.78.
    expect(left.when(payInvoice, pay(9520 - 191)).record.balance).toEqual(eur(191));
    expect(left.when(payInvoice, pay(9520 - 190)).record).toMatchObject({ status: "paid", balance: eur(0) });
  });

  test("all parts must have come in time", () => {
    const payment = { amount: eur(3631), method: "transfer", paidOn: "2026-12-04" };
    const part = {
      type: "invoice.payment-received",
      data: { number: "INV-2026-000001", payment, paid: eur(3631), balance: eur(10_278) },
    };
    const past = [issuedWith({ earlyPayment: early }), part];
    const { record } = given(invoice, ...past).when(payInvoice, pay(10_000));
    expect(record).toMatchObject({ status: "partly-paid", balance: eur(278) });
  });
});

describe("an invoice that is not paid in time", () => {
  test("is overdue from the day after it was due", () => {
    const { record, events } = given(invoice, "partly-paid")
      .when(markOverdue, {}, { today: "2026-12-24" })
      .accepted(["invoice.overdue"]);
    expect(record.status).toBe("overdue");
    expect(events[0]?.data).toMatchObject({
      number: "INV-2026-000001",
      dueOn: "2026-12-23",
      overdue: eur(10_000),
      balance: eur(10_000),
    });
  });

  test("is not overdue on the day itself: a timer that comes too early is refused, and may come again", () => {
    given(invoice, "issued")
      .when(markOverdue, {}, { today: "2026-12-23" })
      .refused("rule_broken", "139.09 EUR is open and due on 2026-12-23, it is 2026-12-23");
  });

  test("is told once", () => {
    given(invoice, "overdue").when(markOverdue, {}, { today: "2027-01-01" }).accepted([]);
    given(invoice, "paid").when(markOverdue, {}, { today: "2027-01-01" }).refused("wrong_state");
  });

  test("stays overdue while something of it is, and can be paid", () => {
    const late = { today: "2027-01-01" };
    const { record } = given(invoice, "overdue").when(payInvoice, pay(13_908), late);
    expect(record).toMatchObject({ status: "overdue", balance: eur(1) });
    given(invoice, "overdue")
      .when(payInvoice, pay(13_909), late)
      .accepted(["invoice.payment-received", "invoice.paid"]);
  });

  const instalments = [
    { dueOn: "2026-12-23", amount: eur(6954) },
    { dueOn: "2027-01-22", amount: eur(6955) },
  ];
  const inParts = issuedWith({ instalments, dueOn: "2027-01-22" });

  test("each instalment has its own day: what was due before is asked, no more", () => {
    const outcome = given(invoice, inParts).when(markOverdue, {}, { today: "2026-12-24" });
    expect(outcome.events[0]?.data).toMatchObject({ dueOn: "2026-12-23", overdue: eur(6954) });
    const both = given(invoice, inParts).when(markOverdue, {}, { today: "2027-01-23" });
    expect(both.events[0]?.data).toMatchObject({ dueOn: "2026-12-23", overdue: eur(13_909) });
  });

  test("with the late instalment paid it is overdue no more, and the next one is due", () => {
    const late = { type: "invoice.overdue", data: { number: "1", dueOn: "2026-12-23", overdue: eur(6954) } };
    const past = [inParts, { ...late, data: { ...late.data, balance: totals.total } }];
    const { record } = given(invoice, ...past).when(payInvoice, pay(6954), { today: "2026-12-30" });
    expect(record).toMatchObject({ status: "partly-paid", nextDueOn: "2027-01-22" });
    given(invoice, inParts).when(payInvoice, pay(6954)).accepted(["invoice.payment-received"]);
  });
});
