import { describe, expect, test } from "vitest";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { factsOf, given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, terms } from "../support/samples.ts";

const invoiceOf = (bill: number) => ({ invoice: `inv_0000000001-${bill}`, bill });
const pieces = (quantity: string, line = 1) => ({ lines: [{ line, quantity }] });
const all = [fulfilOrder, {}] as const;

/** What happened to an order that was placed with these terms and of which this was asked. */
function lived(more: object, ...asks: readonly (readonly [Action, unknown])[]): Past[] {
  const past: Past[] = [...given(order).when(placeOrder, { ...terms, quote: ids.quote, ...more }).events];
  for (const [action, input] of asks) past.push(...given(order, ...past).when(action, input).events);
  return past;
}

/** Three packs with their bill, then the hour with its own. */
const apart = lived({}, [fulfilOrder, pieces("3")], all);
const asked = (past: readonly Past[], action: Action, input: object) => [
  ...past,
  ...given(order, ...past).when(action, input).events,
];

describe("bills of which goods came back", () => {
  test("each return takes what the latest bill still has, then what the one before has", () => {
    const inTwo = lived({}, [fulfilOrder, pieces("2")], all);
    const credits: unknown[] = [];
    const past = [...inTwo];
    for (let time = 0; time < 3; time += 1) {
      const { events } = given(order, ...past).when(returnOrder, pieces("1"));
      credits.push(events[0]?.data["credits"]);
      past.push(...events);
    }
    expect(credits).toMatchObject([[invoiceOf(2)], [invoiceOf(1)], [invoiceOf(1)]]);
    const { record } = given(order, ...past).when(noteInvoice, invoiceOf(1));
    expect(record.bills).toMatchObject([
      { lines: [{ line: 1, quantity: "2", credited: "2" }] },
      {
        lines: [
          { line: 1, quantity: "1", credited: "1" },
          { line: 2, quantity: "1" },
        ],
      },
    ]);
    expect(record.bills[1]?.lines[1]).not.toHaveProperty("credited");
  });

  test("one that lost its invoice and came back whole holds the order up no more", () => {
    const past = [dropInvoice, noteInvoice].reduce(
      (before, action, nth) => asked(before, action, invoiceOf(nth + 1)),
      apart,
    );
    given(order, ...past)
      .when(returnOrder, pieces("3"))
      .accepted(["order.returned", "order.invoiced"]);
  });

  test("of those that lost their invoice, the first is made again, less what came back of it", () => {
    const lost = asked(asked(apart, dropInvoice, invoiceOf(1)), dropInvoice, invoiceOf(2));
    const { events } = given(order, ...asked(lost, returnOrder, pieces("1"))).when(billOrder, {});
    expect(events[0]?.data).toMatchObject({
      kind: "again",
      again: 1,
      bill: 3,
      lines: [{ line: 1, quantity: "2", net: eur(2660) }],
      totals: { net: eur(2660) },
    });
  });

  test("the cancelled invoice of one opens the order, though another came back whole", () => {
    const noted = asked(asked(apart, noteInvoice, invoiceOf(1)), noteInvoice, invoiceOf(2));
    const { record } = given(order, ...asked(noted, returnOrder, pieces("3")))
      .when(dropInvoice, invoiceOf(2))
      .accepted(["order.invoice-cancelled"]);
    expect(record.status).toBe("fulfilled");
  });

  test("a later bill that is made again keeps the amount that followed those before it", () => {
    const line = {
      ...terms.lines[0],
      quantity: "3",
      unitPrice: "0.333",
      discountPercent: "0",
      net: eur(100),
    };
    const one = [fulfilOrder, pieces("1")] as const;
    const past = lived({ lines: [line] }, one, one, one, [dropInvoice, invoiceOf(2)]);
    const { events } = given(order, ...past).when(billOrder, {});
    expect(events[0]?.data).toMatchObject({ again: 2, lines: [{ quantity: "1", net: eur(34) }] });
  });
});

describe("when an order counts as invoiced", () => {
  test("not while something of it is open, though all of it was billed on order", () => {
    const past = lived({ invoicing: "on-order" }, [noteInvoice, invoiceOf(1)]);
    given(order, ...past)
      .when(fulfilOrder, pieces("1"))
      .accepted(["order.fulfilled"]);
  });

  test("not when it was cancelled before its invoice was noted", () => {
    const past = lived({ invoicing: "on-order" }, [cancelOrder, {}]);
    const { record } = given(order, ...past)
      .when(noteInvoice, invoiceOf(1))
      .accepted(["order.invoice-noted"]);
    expect(record.status).toBe("cancelled");
  });

  test("cancelling the rest bills nothing that somebody bills by hand", () => {
    const past = lived({ invoicing: "manual" }, [fulfilOrder, pieces("1")]);
    given(order, ...past)
      .when(cancelRest, {})
      .accepted(["order.rest-cancelled"]);
  });
});

test("a record of before, which has no bills, numbers the next after its deliveries", () => {
  const past = { type: "order.placed", data: { ...terms, quote: ids.quote } };
  const { invoicing: _, bills: __, ...before } = given(order, past).when(noteInvoice, invoiceOf(1)).record;
  const state = { ...before, fulfilments: [{ fulfilment: 1, fulfilledOn: "2026-11-20" }] };
  const prepared = fulfilOrder.prepare({});
  if (!prepared.ok) throw new Error(prepared.message);
  const meta = { id: "ord_0000000001", version: 2, deal: ids.deal, createdAt: "", updatedAt: "" };
  expect(prepared.decide({ ...meta, state }, factsOf())).toMatchObject({
    next: { invoice: invoiceOf(2).invoice },
  });
});
