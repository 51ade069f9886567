import { describe, expect, test } from "vitest";
import { cancelInvoice, issueInvoice, payInvoice } from "../../domain/invoice/actions.ts";
import { invoice, MAX_PAYMENTS } from "../../domain/invoice/invoice.ts";
import { given } from "../support/given.ts";
import { delivery, eur, ids, invoiceTerms, lines, sums, totals } from "../support/samples.ts";

const input = { ...delivery, order: ids.order, deliveredOn: "2026-11-23" };
const pay = (minor: number, more: object = {}) => ({ amount: eur(minor), method: "transfer", ...more });

describe("issuing an invoice", () => {
  test("it bills just what was delivered, with a number and a day until which it is due", () => {
    const { record, events } = given(invoice)
      .when(issueInvoice, input, { number: 1 })
      .accepted(["invoice.issued"]);
    expect(events[0]?.data).toEqual(invoiceTerms);
    expect(record).toMatchObject({ status: "issued", balance: totals.total, paid: eur(0), payments: [] });
  });

  test("its number counts in the year of the organisation's day; it is due after the days of the organisation", () => {
    const at = { number: 1234, today: "2027-12-31", settings: { paymentDays: 14 } };
    const { record } = given(invoice).when(issueInvoice, input, at);
    expect(record).toMatchObject({ number: "INV-2027-001234", issuedOn: "2027-12-31", dueOn: "2028-01-14" });
    expect(issueInvoice.series).toBe("invoice");
  });

  test("it takes the share of the ordered amount as it is, and taxes the sum of the shares", () => {
    const line = { ...lines[0], quantity: "1", net: eur(1331) };
    const { record } = given(invoice).when(issueInvoice, { ...input, lines: [line] }, { number: 1 });
    expect(record).toMatchObject({ lines: [{ net: eur(1331) }], totals: sums(1331, 133) });
  });

  test("an invoice over nothing is paid at once", () => {
    const free = { ...input, lines: [{ ...lines[0], discountPercent: "100", net: eur(0) }] };
    const outcome = given(invoice)
      .when(issueInvoice, free, { number: 1 })
      .accepted(["invoice.issued", "invoice.paid"]);
    expect(outcome.record).toMatchObject({ status: "paid", paidOn: "2026-11-23", balance: eur(0) });
    expect(outcome.events[1]?.data).not.toHaveProperty("lines");
  });

  test("it is issued once", () => {
    given(invoice, "issued")
      .when(issueInvoice, input, { number: 2 })
      .refused("wrong_state", "exists already");
  });

  test("a sum that cannot be held exactly is refused", () => {
    const huge = { minor: Number.MAX_SAFE_INTEGER, currency: "EUR" };
    const two = [lines[0], lines[1]].map((line) => ({ ...line, net: huge }));
    given(invoice)
      .when(issueInvoice, { ...input, lines: two }, { number: 1 })
      .refused("rule_broken", "too large");
  });
});

describe("paying an invoice", () => {
  test("in part: the balance goes down", () => {
    const more = { reference: "TX 1", paidOn: "2026-11-20" };
    const { record, events } = given(invoice, "issued")
      .when(payInvoice, pay(909, more))
      .accepted(["invoice.payment-received"]);
    expect(record).toMatchObject({ status: "partly-paid", paid: eur(909), balance: eur(13_000) });
    expect(record.payments).toEqual([{ amount: eur(909), method: "transfer", ...more }]);
    expect(events[0]?.data).toMatchObject({ number: "INV-2026-000001", balance: eur(13_000) });
  });

  test("a payment of a day that has not come yet is refused", () => {
    given(invoice, "issued")
      .when(payInvoice, pay(100, { paidOn: "2026-11-25" }))
      .refused("rule_broken");
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
    expect(outcome.events[1]?.data).toMatchObject({
      number: "INV-2026-000001",
      totals,
      paidOn: "2026-11-20",
    });
    expect(given(invoice, "issued").when(payInvoice, pay(13_909)).record).toMatchObject({
      status: "paid",
      paidOn: "2026-11-23",
    });
  });

  test("more than the balance is refused with the figures", () => {
    const outcome = given(invoice, "partly-paid").when(payInvoice, pay(10_001));
    outcome.refused("rule_broken", "100.00 EUR is open, 100.01 EUR was paid", ["/amount/minor"]);
    expect(outcome.refusal?.details).toEqual({ balance: 10_000, amount: 10_001 });
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
      paid: eur(1),
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
  });

  test.each(["paid", "cancelled"] as const)("a %s invoice takes no payment", (status) => {
    given(invoice, status).when(payInvoice, pay(1)).refused("wrong_state", "issued or partly-paid");
  });
});

describe("cancelling an invoice", () => {
  test("before any payment: nothing is owed, its number stays taken", () => {
    const { record } = given(invoice, "issued")
      .when(cancelInvoice, { reason: "Wrong address" })
      .accepted(["invoice.cancelled"]);
    expect(record).toMatchObject({
      status: "cancelled",
      number: "INV-2026-000001",
      balance: eur(0),
      reason: "Wrong address",
    });
  });

  test.each(["partly-paid", "paid", "cancelled"] as const)("not when it is %s", (status) => {
    given(invoice, status).when(cancelInvoice, {}).refused("wrong_state", "must be issued");
  });
});
