import { describe, expect, test } from "vitest";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { MAX_REFUNDS } from "../../domain/invoice/payment.ts";
import { refundInvoice, writeOffInvoice } from "../../domain/invoice/settle.ts";
import { given } from "../support/given.ts";
import { eur, totals } from "../support/samples.ts";

const back = (minor: number, more: object = {}) => ({ amount: eur(minor), method: "transfer", ...more });

/** A paid invoice on which the customer has 1.00 too much. */
function overpaid() {
  const amount = { amount: eur(14_009), method: "transfer", overpayment: "keep" };
  const { events } = given(invoice, "issued").when(payInvoice, amount);
  return given(invoice, "issued", ...events);
}

describe("paying back", () => {
  test("what the customer has too much is paid back, in parts if need be", () => {
    const { record, events } = overpaid()
      .when(refundInvoice, back(60, { reference: "TX 9", refundedOn: "2026-11-22" }))
      .accepted(["invoice.refunded"]);
    expect(record).toMatchObject({ status: "paid", refunded: eur(60), credit: eur(40), paid: eur(14_009) });
    expect(record.refunds).toEqual([back(60, { reference: "TX 9", refundedOn: "2026-11-22" })]);
    expect(events[0]?.data).toMatchObject({ refunded: eur(60), customerCredit: eur(40) });
  });

  test("more is refused with the figures", () => {
    const outcome = overpaid().when(refundInvoice, back(101));
    outcome.refused("rule_broken", "1.00 EUR too much, 1.01 EUR asked", ["/amount/minor"]);
    expect(outcome.refusal?.details).toEqual({ credit: 100, amount: 101 });
    given(invoice, "paid").when(refundInvoice, back(1)).refused("rule_broken", "0.00 EUR too much");
  });

  test("nothing, another currency, or a day ahead is refused", () => {
    overpaid().when(refundInvoice, back(0)).refused("rule_broken", "more than zero", ["/amount/minor"]);
    overpaid()
      .when(refundInvoice, { ...back(1), amount: { minor: 1, currency: "USD" } })
      .refused("rule_broken", "not mixed", ["/amount/currency"]);
    overpaid()
      .when(refundInvoice, back(1, { refundedOn: "2026-11-25" }))
      .refused("rule_broken", "has not come yet", ["/refundedOn"]);
  });

  test("what was paid for a cancelled invoice can be paid back", () => {
    const { events } = given(invoice, "paid").when(cancelInvoice, {});
    const { record } = given(invoice, "paid", ...events)
      .when(refundInvoice, back(13_909))
      .accepted(["invoice.refunded"]);
    expect(record).toMatchObject({ status: "cancelled", credit: eur(0), refunded: totals.total });
  });

  test("the last refund that an invoice can have must be all of the credit", () => {
    const refund = {
      type: "invoice.refunded",
      data: {
        number: "1",
        refund: { ...back(1), refundedOn: "2026-11-22" },
        refunded: eur(1),
        customerCredit: eur(50),
      },
    };
    const past = Array.from({ length: MAX_REFUNDS - 1 }, () => refund);
    const almost = given(invoice, "paid", ...past);
    almost
      .when(refundInvoice, back(49))
      .refused("rule_broken", `last of ${MAX_REFUNDS} refunds: it must be 0.50 EUR`);
    almost.when(refundInvoice, back(50)).accepted(["invoice.refunded"]);
  });

  test.each(["issued", "partly-paid", "overdue"] as const)(
    "not while it is %s: something is open",
    (status) => {
      given(invoice, status).when(refundInvoice, back(1)).refused("wrong_state");
    },
  );
});

describe("writing off", () => {
  const why = { reason: "insolvent", note: "No assets" };

  test("what is open is given up, and the invoice has ended", () => {
    const { record, events } = given(invoice, "partly-paid")
      .when(writeOffInvoice, why)
      .accepted(["invoice.written-off"]);
    expect(record).toMatchObject({ status: "written-off", writtenOff: eur(10_000), balance: eur(0), ...why });
    expect(record).toMatchObject({ credit: eur(0), paid: eur(3909) });
    expect(record.nextDueOn).toBeUndefined();
    expect(events[0]?.data).toMatchObject({ amount: eur(10_000), number: "INV-2026-000001" });
  });

  test("a reason is asked when the process has some", () => {
    const reasons = { "invoice.write-off": [{ code: "insolvent", label: { en: "Insolvent" } }] };
    given(invoice, "overdue")
      .when(writeOffInvoice, {}, { process: { reasons } })
      .refused("rule_broken", "choose insolvent", ["/reason"]);
    given(invoice, "overdue")
      .when(writeOffInvoice, { reason: "insolvent" }, { process: { reasons } })
      .accepted(["invoice.written-off"]);
  });

  test("what was given up is nobody's credit: a later credit note takes off the loss first", () => {
    const { events } = given(invoice, "partly-paid").when(writeOffInvoice, why);
    const lost = given(invoice, "partly-paid", ...events);
    const small = lost.when(creditInvoice, { lines: [{ line: 1 }] }).accepted(["invoice.credited"]);
    expect(small.record).toMatchObject({ status: "written-off", balance: eur(0), credit: eur(0) });
    const whole = lost.when(cancelInvoice, {}).accepted(["invoice.credited", "invoice.cancelled"]);
    expect(whole.record).toMatchObject({ status: "cancelled", balance: eur(0), credit: eur(3909) });
  });

  test.each(["paid", "written-off", "cancelled"] as const)("not when it is %s", (status) => {
    given(invoice, status).when(writeOffInvoice, {}).refused("wrong_state");
  });
});
