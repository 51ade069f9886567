import { describe, expect, test } from "vitest";
import { cancelInvoice, creditInvoice, creditReturn } from "../../domain/invoice/credit.ts";
import { MAX_CREDITS } from "../../domain/invoice/credited.ts";
import { creditDeposit } from "../../domain/invoice/credit-deposit.ts";
import { creditDepositOfReturn } from "../../domain/flow/billing.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { eventsOf, given } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import { eur, ids, invoiceTerms, lines, totals } from "../support/samples.ts";

const paid = lives["invoice"]?.["paid"] ?? [];
const first = { lines: [{ line: 1 }] };

/** The sample invoice of 3 packs at 13.30 and an hour at 80.00, after this credit. */
function credited(input: object) {
  return given(invoice, "issued", ...given(invoice, "issued").when(creditInvoice, input).events);
}

describe("goods that come back", () => {
  const back = { return: 1, lines: [{ line: 1, quantity: "2" }], reason: "broken" };

  test("are credited once for each return", () => {
    const { record, events } = given(invoice, "issued")
      .when(creditReturn, back)
      .accepted(["invoice.credited"]);
    expect(events[0]?.data).toMatchObject({ return: 1, reason: "broken", totals: { total: eur(2926) } });
    given(invoice, "issued", ...events)
      .when(creditReturn, back)
      .accepted([]);
    expect(record.credits).toMatchObject([{ return: 1 }]);
  });

  test("what was credited by hand before is not credited again", () => {
    const { events } = credited({ lines: [{ line: 1, quantity: "2" }] }).when(creditReturn, back);
    expect(events[0]?.data).toMatchObject({ lines: [{ line: 1, quantity: "1" }] });
    credited(first).when(creditReturn, back).accepted([]);
    given(invoice, "cancelled").when(creditReturn, back).accepted([]);
    const tooMuch = { return: 2, lines: [{ line: 2, amount: eur(9000) }] };
    const { record } = credited(first).when(creditReturn, tooMuch);
    expect(record.credited?.lines).toMatchObject([{ line: 1 }, { line: 2, net: eur(8000) }]);
  });

  test("when all came back the invoice is cancelled, and says that it is not to be billed again", () => {
    const all = { return: 1, lines: [{ line: 1 }, { line: 2 }] };
    const { events } = given(invoice, "paid").when(creditReturn, all);
    expect(events.map(({ type }) => type)).toEqual(["invoice.credited", "invoice.cancelled"]);
    expect(events[1]?.data).toMatchObject({ order: ids.order, returned: true });
    expect(given(invoice, "paid").when(cancelInvoice, {}).events[1]?.data).not.toHaveProperty("returned");
  });

  test("is credited even when nobody may ask for one more credit note", () => {
    const cent = { lines: [{ line: 2, amount: eur(1) }] };
    const some = given(invoice, "issued").when(creditInvoice, cent).events;
    const past = Array.from({ length: MAX_CREDITS - 1 }, () => some).flat();
    const full = given(invoice, "issued", ...past);
    full.when(creditInvoice, cent).refused("rule_broken", `last of ${MAX_CREDITS} credit notes`);
    full.when(creditReturn, back).accepted(["invoice.credited"]);
  });

  test("an invoice that was paid and then cancelled no longer says when it was paid", () => {
    const { record, events } = given(invoice, "paid").when(cancelInvoice, {});
    expect(Object.keys(invoice.fold(eventsOf(invoice, [...paid, ...events])))).not.toContain("paidOn");
    expect(record.status).toBe("cancelled");
  });

  test("a line that is not on the invoice is refused", () => {
    given(invoice, "issued")
      .when(creditReturn, { return: 1, lines: [{ line: 9, quantity: "1" }] })
      .refused("rule_broken", "line 9: there is no such line", ["/lines/0/line"]);
  });
});

describe("a deposit that paid goods that came back", () => {
  const tax = { taxPercent: "10", taxCategory: "S" };
  const deducted = [{ invoice: "inv_0000000009-1", amount: eur(1000), ...tax }];
  const freed = { return: 3, from: "inv_0000000009-2", deducted, reason: "broken" };

  test("is credited by tax, once for each invoice and return", () => {
    const { record, events } = given(invoice, "paid")
      .when(creditDeposit, freed)
      .accepted(["invoice.credited"]);
    expect(events[0]?.data).toMatchObject({ return: 3, lines: [{ line: 1 }], totals: { net: eur(1000) } });
    expect(record.credit).toEqual(eur(1100));
    const after = given(invoice, ...paid, ...events);
    after.when(creditDeposit, freed).accepted([]);
    after.when(creditDeposit, { ...freed, from: "inv_0000000009-3" }).accepted(["invoice.credited"]);
    after.when(creditReturn, { return: 3, lines: [{ line: 2 }] }).accepted(["invoice.credited"]);
  });

  test("nothing follows when it was cancelled, or when nothing of it has this tax", () => {
    given(invoice, "cancelled").when(creditDeposit, freed).accepted([]);
    const other = { ...freed, deducted: [{ ...deducted[0], taxPercent: "3" }] };
    given(invoice, "paid").when(creditDeposit, other).accepted([]);
  });

  test("follows from the credit of a return, not from one by hand: that is billed again", () => {
    const { events } = given(invoice, "issued").when(creditReturn, { return: 3, lines: [{ line: 1 }] });
    const told = (more: object) =>
      creditDepositOfReturn.commands({
        id: "inv_0000000001#2",
        type: "invoice.credited",
        v: 1,
        stage: "invoice",
        record: "inv_0000000001",
        seq: 2,
        at: "2026-11-23T09:00:00.000Z",
        actor: { type: "user", id: "ann" },
        deal: "dea_0000000001",
        traceId: "t",
        data: { ...events[0]?.data, deducted, ...more },
      });
    expect(told({})).toMatchObject([
      { id: "inv_0000000009-1", input: { return: 3, from: "inv_0000000001", deducted } },
    ]);
    expect(told({ return: undefined })).toEqual([]);
  });
});

describe("crediting an invoice that deducts a deposit", () => {
  const one = { lines: [{ line: 1, quantity: "1" }] };

  test("a deposit comes off last: what it has paid of the goods is told, by its row", () => {
    const tax = { taxPercent: "10", taxCategory: "S" };
    const deducted = [{ invoice: "inv_0000000001-1", amount: eur(1000), ...tax }];
    const row = { ...totals.taxes[0], discount: eur(1000), taxable: eur(2990), tax: eur(299) };
    const all = {
      ...totals,
      net: eur(2990),
      tax: eur(299),
      total: eur(3289),
      payable: eur(3289),
      taxes: [row],
    };
    const data = { ...invoiceTerms, lines: [lines[0]], deposit: eur(1000), deducted, totals: all };
    const issued = { type: "invoice.issued", data };
    const { events, record } = given(invoice, issued).when(creditInvoice, {
      lines: [{ line: 1, quantity: "2" }],
    });
    expect(events[0]?.data).toMatchObject({ totals: { net: eur(2660), tax: eur(266) } });
    expect(events[0]?.data).not.toHaveProperty("deducted");
    expect(record.balance).toEqual(eur(363));
    const rest = given(invoice, issued, ...events).when(creditInvoice, one);
    expect(rest.events[0]?.data).toMatchObject({
      complete: true,
      deducted,
      discount: { amount: eur(1000) },
      totals: { net: eur(330), tax: eur(33) },
    });
  });

  test("a deposit that pays charges too comes off last", () => {
    const freight = { description: "Freight", amount: eur(1000), taxPercent: "10", taxCategory: "S" };
    const row = {
      ...totals.taxes[0],
      discount: eur(4890),
      charges: eur(1000),
      taxable: eur(100),
      tax: eur(10),
    };
    const all = { ...totals, net: eur(100), tax: eur(10), total: eur(110), payable: eur(110), taxes: [row] };
    const deducted = [{ invoice: "inv_0000000001-1", amount: eur(4890), taxPercent: "10", taxCategory: "S" }];
    const terms = { ...invoiceTerms, lines: [lines[0]], charges: [freight], deducted, totals: all };
    const issued = { type: "invoice.issued", data: terms };
    const { record } = given(invoice, issued)
      .when(creditInvoice, one)
      .accepted(["invoice.credited", "invoice.paid"]);
    expect(record.credited?.taxes).toMatchObject([{ discount: eur(1230), taxable: eur(100), tax: eur(10) }]);
  });
});
