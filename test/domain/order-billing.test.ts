import { describe, expect, test } from "vitest";
import { billOrder } from "../../domain/order/bill.ts";
import { MAX_BILLED_LINES } from "../../domain/order/billing.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, terms } from "../support/samples.ts";

const invoiceOf = (bill: number) => ({ invoice: `inv_0000000001-${bill}`, bill });

/** What happened to an order that was placed with these terms and of which this was asked. */
function lived(more: object, ...asks: readonly (readonly [Action, unknown])[]): Past[] {
  const past: Past[] = [...given(order).when(placeOrder, { ...terms, quote: ids.quote, ...more }).events];
  for (const [action, input] of asks) past.push(...given(order, ...past).when(action, input).events);
  return past;
}

const one = [fulfilOrder, { lines: [{ line: 1, quantity: "1" }] }] as const;
const all = [fulfilOrder, {}] as const;
const netOf = (event: { data: Readonly<Record<string, unknown>> } | undefined) =>
  Object(event?.data["totals"]).net;

describe("how an order is invoiced", () => {
  test("on order: all of it when it is placed, and no delivery is billed again", () => {
    const { events, next, record } = given(order)
      .when(placeOrder, { ...terms, invoicing: "on-order", depositPercent: "30" })
      .accepted(["order.placed", "order.billed"]);
    expect(next).toEqual({ invoice: "inv_0000000001-1" });
    expect(events[1]?.data).toMatchObject({ bill: 1, kind: "order", totals: { total: eur(13_909) } });
    expect(events[1]?.data["deliveredOn"]).toBeUndefined();
    expect(record.depositPercent).toBeUndefined();
    given(order, ...events)
      .when(...all)
      .accepted(["order.fulfilled"]);
    const noted = { type: "order.invoice-noted", data: invoiceOf(1) };
    given(order, ...events, noted)
      .when(...all)
      .accepted(["order.fulfilled", "order.invoiced"]);
  });

  test("when complete: nothing before, all with the last delivery", () => {
    const past = lived({ invoicing: "when-complete" });
    given(order, ...past)
      .when(...one)
      .accepted(["order.fulfilled"]);
    const { events } = given(order, ...lived({ invoicing: "when-complete" }, one)).when(...all);
    expect(events.map(({ type }) => type)).toEqual(["order.fulfilled", "order.billed"]);
    expect(events[1]?.data).toMatchObject({ kind: "complete", totals: { total: eur(13_909) } });
    expect(events[1]?.data["fulfilment"]).toBeUndefined();
  });

  test("manually: what was delivered, when somebody asks, all of it or some", () => {
    const past = lived({ invoicing: "manual" }, all);
    const some = given(order, ...past).when(billOrder, { lines: [{ line: 1, quantity: "2" }] });
    some.accepted(["order.billed"]);
    expect(some.next).toEqual({ invoice: "inv_0000000001-1" });
    expect(some.events[0]?.data).toMatchObject({
      kind: "manual",
      deliveredOn: "2026-11-23",
      lines: [{ line: 1, quantity: "2", net: eur(2660) }],
    });
    const rest = given(order, ...past, ...some.events).when(billOrder, {});
    expect(rest.events[0]?.data).toMatchObject({ bill: 2, lines: [{ quantity: "1" }, { quantity: "1" }] });
  });

  test("no more than was delivered is billed, and nothing twice", () => {
    const past = lived({ invoicing: "manual" }, one);
    given(order, ...past)
      .when(billOrder, { lines: [{ line: 1, quantity: "2" }] })
      .refused("rule_broken", "line 1: 1 to bill, 2 asked", ["/lines/0/quantity"]);
    const billed = lived({ invoicing: "manual" }, one, [billOrder, {}]);
    given(order, ...billed)
      .when(billOrder, {})
      .refused("rule_broken", "Nothing that was delivered is left to bill");
    given(order, ...lived({}))
      .when(billOrder, {})
      .refused("rule_broken", "Nothing");
  });

  test("an order whose invoicing nobody named follows its process", () => {
    const circumstances = { process: { invoicing: "manual" as const, depositPercent: "20" } };
    const { record } = given(order)
      .when(placeOrder, terms, circumstances)
      .accepted(["order.placed", "order.billed"]);
    expect(record).toMatchObject({ invoicing: "manual", depositPercent: "20" });
  });

  test("a bill says who the customer is, how the deal is handled, and when it is due", () => {
    const more = { owner: "ann", campaign: "Fair", reference: "PO 7", paymentTerms: { days: 14 } };
    const { events } = given(order, ...lived(more)).when(...all);
    const { reference, ...same } = more;
    expect(events[1]?.data).toMatchObject({
      ...same,
      orderReference: reference,
      quote: ids.quote,
      fulfilment: 1,
    });
  });

  test("what is payable is rounded to the smallest coin of the process", () => {
    const process = { cashRounding: { EUR: "0.05" } };
    const { events } = given(order, ...lived({})).when(...all, { process });
    expect(events[1]?.data["totals"]).toMatchObject({
      total: eur(13_909),
      payable: eur(13_910),
      rounding: eur(1),
    });
  });

  test("a line's discount that is an amount, the discount and the charges come in the same parts as the line", () => {
    const line = { ...terms.lines[0], discountPercent: "0", discountAmount: eur(200), net: eur(4000) };
    const charge = { description: "Freight", amount: eur(500), taxPercent: "10" };
    const more = { lines: [line], discount: { percent: "10" }, charges: [charge] };
    const { events } = given(order, ...lived(more)).when(...one);
    expect(events[1]?.data).toMatchObject({
      lines: [{ quantity: "1", discountAmount: eur(67), net: eur(1333) }],
      discount: { amount: eur(133) },
      charges: [{ amount: eur(167) }],
      totals: { net: eur(1367), tax: eur(137) },
    });
  });
});

describe("a deposit", () => {
  const past = lived({ depositPercent: "30" });

  test("it is billed when the order is placed: one line for each tax rate", () => {
    expect(past.map(({ type }) => type)).toEqual(["order.placed", "order.billed"]);
    expect(past[1]?.data).toMatchObject({
      bill: 1,
      kind: "deposit",
      lines: [
        { line: 1, description: "Deposit 30 %", taxPercent: "10", unitPrice: "11.97", net: eur(1197) },
        { line: 2, taxPercent: "19", net: eur(2400) },
      ],
      totals: { net: eur(3597), tax: eur(576) },
    });
  });

  test("later bills deduct it, the first as much as they can, until it is used up", () => {
    const [, first] = given(order, ...past).when(...one).events;
    expect(first?.data).toMatchObject({
      deposit: eur(1197),
      deducted: [{ invoice: "inv_0000000001-1", amount: eur(1197), taxPercent: "10" }],
      totals: { lines: eur(1330), discount: eur(1197), net: eur(133), tax: eur(13) },
    });
    const [, rest] = given(order, ...lived({ depositPercent: "30" }, one)).when(...all).events;
    expect(rest?.data).toMatchObject({
      bill: 3,
      deposit: eur(2400),
      deducted: [{ amount: eur(2400), taxPercent: "19" }],
      totals: { net: eur(8260), tax: eur(1330) },
    });
  });

  test("of an order that costs nothing there is none", () => {
    const free = { ...terms.lines[0], unitPrice: "0", net: eur(0) };
    given(order)
      .when(placeOrder, { ...terms, lines: [free], depositPercent: "30" })
      .accepted(["order.placed"]);
  });

  test("when its invoice is cancelled before it was used, nothing is deducted, and it may be billed again until then", () => {
    const dropped = lived({ depositPercent: "30" }, [noteInvoice, invoiceOf(1)], [dropInvoice, invoiceOf(1)]);
    const { events } = given(order, ...dropped)
      .when(billOrder, {})
      .accepted(["order.billed"]);
    expect(events[0]?.data).toMatchObject({ kind: "deposit", bill: 2, again: 1, totals: { net: eur(3597) } });
    const delivered = given(order, ...dropped).when(...one);
    expect(delivered.events[1]?.data).not.toHaveProperty("deposit");
    given(order, ...dropped, ...delivered.events)
      .when(billOrder, { again: 1 })
      .refused("rule_broken", "cannot be billed again");
  });

  test("when its invoice is cancelled after it was used, it must be billed again before the order is invoiced", () => {
    const used = lived(
      { depositPercent: "30" },
      all,
      [noteInvoice, invoiceOf(2)],
      [dropInvoice, invoiceOf(1)],
    );
    const again = given(order, ...used)
      .when(billOrder, {})
      .accepted(["order.billed"]);
    expect(again.events[0]?.data).toMatchObject({ kind: "deposit", bill: 3, totals: { net: eur(3597) } });
    given(order, ...used, ...again.events)
      .when(noteInvoice, invoiceOf(3))
      .accepted(["order.invoice-noted", "order.invoiced"]);
  });

  test("what is left of it when unbilled goods came back is credited when the order completes", () => {
    const more = { depositPercent: "100", invoicing: "manual" };
    const life = lived(more, one);
    const back = {
      ...terms,
      return: 1,
      returnedOn: "2026-11-23",
      lines: [{ line: 1, quantity: "1" }],
      credits: [],
    };
    const { events } = given(order, ...life, { type: "order.returned", data: back }).when(...all);
    expect(events.map(({ type }) => type)).toEqual(["order.fulfilled", "order.deposit-unused"]);
    const lines = [{ line: 1, amount: eur(1330), taxPercent: "10", taxCategory: "S" }];
    expect(events[1]?.data["credits"]).toEqual([{ bill: 1, invoice: "inv_0000000001-1", lines }]);
  });
});

describe("billing again", () => {
  const lost = lived({}, one, all, [dropInvoice, invoiceOf(1)]);

  test("a bill whose invoice was cancelled is made again whole, with the same amounts and a new number", () => {
    const before = lost.find(({ type }) => type === "order.billed");
    const { events, next, record } = given(order, ...lost)
      .when(billOrder, {})
      .accepted(["order.billed"]);
    expect(events[0]?.data).toEqual({ ...before?.data, bill: 3, kind: "again", again: 1 });
    expect(next).toEqual({ invoice: "inv_0000000001-3" });
    expect(record.bills).toMatchObject([
      { bill: 1, billedAgain: 3, lines: [] },
      { bill: 2 },
      { bill: 3, place: 1 },
    ]);
    expect(record.lines).toMatchObject([{ billed: "3" }, { billed: "1" }]);
    given(order, ...lost, ...events)
      .when(billOrder, {})
      .refused("rule_broken", "Nothing");
  });

  test("by its number; one that has its invoice is not", () => {
    given(order, ...lost)
      .when(billOrder, { again: 1 })
      .accepted(["order.billed"]);
    given(order, ...lost)
      .when(billOrder, { again: 2 })
      .refused("rule_broken", "Bill 2 has no cancelled invoice; those that have: 1", ["/again"]);
    given(order, ...lost)
      .when(billOrder, { again: 1, lines: [{ line: 1, quantity: "1" }] })
      .refused("invalid_input", "made again whole", ["/again"]);
  });

  test("what is billed again and again keeps its place and amount", () => {
    const twice = [...lost, ...given(order, ...lost).when(billOrder, {}).events];
    const { events, record } = given(order, ...twice, {
      type: "order.invoice-cancelled",
      data: invoiceOf(3),
    }).when(billOrder, {});
    expect(events[0]?.data).toMatchObject({ bill: 4, again: 3 });
    expect(netOf(events[0])).toEqual(eur(1330));
    expect(record.bills.map(({ place }) => place)).toEqual([1, 2, 1, 1]);
  });
});

test("an order has so many lines in its bills at most; what is open always fits", () => {
  const many = Array.from({ length: MAX_BILLED_LINES / 100 - 1 }, (_, nth) => ({
    type: "order.billed",
    data: {
      ...terms,
      kind: "manual",
      bill: nth + 1,
      lines: Array.from({ length: 100 }, () => ({ ...terms.lines[0], quantity: "0.0001" })),
    },
  }));
  const life = (count: number) => [
    ...lived({}),
    ...many,
    {
      ...many[0],
      type: "order.billed",
      data: { ...many[0]?.data, bill: 50, lines: many[0]?.data.lines.slice(0, count) ?? [] },
    },
  ];
  given(order, ...life(97))
    .when(...one)
    .accepted(["order.fulfilled", "order.billed"]);
  given(order, ...life(98))
    .when(...one)
    .refused("too_large", "0 left, 1 asked");
  given(order, ...life(98))
    .when(...all)
    .accepted(["order.fulfilled", "order.billed"]);
});
