import { describe, expect, test } from "vitest";
import { dropInvoice, noteInvoice } from "../../domain/order/actions.ts";
import { order } from "../../domain/order/order.ts";
import { given } from "../support/given.ts";
import { delivery, ids, lines } from "../support/samples.ts";

const fulfilled = (data: object) => ({ type: "order.fulfilled", data: { ...delivery, ...data } });
const billed = (fulfilment: number) => ({ invoice: `inv_0000000001-${fulfilment}`, fulfilment });
const noted = (fulfilment: number) => ({ type: "order.invoice-noted", data: billed(fulfilment) });

describe("the invoices of an order", () => {
  test("the order is invoiced when all is delivered and every delivery has its invoice", () => {
    const { record, events } = given(order, "fulfilled").when(noteInvoice, billed(1));
    expect(events.map(({ type }) => type)).toEqual(["order.invoice-noted", "order.invoiced"]);
    expect(events[1]?.data).toEqual({ invoices: [billed(1).invoice] });
    expect(record).toMatchObject({ status: "invoiced", fulfilments: [{ invoice: billed(1).invoice }] });
  });

  test("a partly fulfilled order only notes the invoice", () => {
    const { record } = given(order, "partly-fulfilled")
      .when(noteInvoice, billed(1))
      .accepted(["order.invoice-noted"]);
    expect(record).toMatchObject({
      status: "partly-fulfilled",
      fulfilments: [{ fulfilment: 1, invoice: billed(1).invoice }],
    });
  });

  test("invoices may be noted in any order", () => {
    const both = [
      fulfilled({ complete: false, lines: [lines[0]] }),
      fulfilled({ fulfilment: 2, lines: [lines[1]] }),
    ];
    const late = given(order, "placed", ...both);
    expect(late.when(noteInvoice, billed(2)).accepted(["order.invoice-noted"]).record.status).toBe(
      "fulfilled",
    );
    const { record, events } = given(order, "placed", ...both, noted(2)).when(noteInvoice, billed(1));
    expect(record.status).toBe("invoiced");
    expect(events[1]?.data).toEqual({ invoices: [billed(2).invoice, billed(1).invoice] });
  });

  test("an invoice is noted once", () => {
    given(order, "partly-fulfilled", noted(1)).when(noteInvoice, billed(1)).accepted([]);
    given(order, "invoiced").when(noteInvoice, { invoice: ids.invoice, fulfilment: 1 }).accepted([]);
  });

  test("a cancelled invoice takes its note away and opens an invoiced order again", () => {
    const first = { invoice: ids.invoice, fulfilment: 1 };
    const { record } = given(order, "invoiced")
      .when(dropInvoice, first)
      .accepted(["order.invoice-cancelled"]);
    expect(record.status).toBe("fulfilled");
    expect(record.fulfilments).toEqual([
      { fulfilment: 1, fulfilledOn: "2026-11-23", cancelledInvoice: ids.invoice },
    ]);
    const partly = given(order, "partly-fulfilled", noted(1)).when(dropInvoice, billed(1));
    expect(partly.accepted(["order.invoice-cancelled"]).record.status).toBe("partly-fulfilled");
  });

  test("an invoice that is cancelled before it was noted is never noted", () => {
    given(order, "fulfilled").when(dropInvoice, billed(1)).accepted(["order.invoice-cancelled"]);
    const dropped = { type: "order.invoice-cancelled", data: billed(1) };
    given(order, "fulfilled", dropped).when(noteInvoice, billed(1)).accepted([]);
    given(order, "fulfilled", dropped).when(dropInvoice, billed(1)).accepted([]);
  });

  test("a repeat of either among several deliveries changes nothing", () => {
    const both = [
      fulfilled({ complete: false, lines: [lines[0]] }),
      fulfilled({ fulfilment: 2, lines: [lines[1]] }),
    ];
    given(order, "placed", ...both, noted(1))
      .when(noteInvoice, billed(1))
      .accepted([]);
    const dropped = { type: "order.invoice-cancelled", data: billed(1) };
    given(order, "placed", ...both, dropped)
      .when(noteInvoice, billed(1))
      .accepted([]);
    given(order, "placed", ...both, dropped)
      .when(dropInvoice, billed(1))
      .accepted([]);
  });

  test("an order with a cancelled invoice is not invoiced by the others", () => {
    const part = fulfilled({ complete: false, lines: [lines[0]] });
    const dropped = { type: "order.invoice-cancelled", data: billed(1) };
    const past = [part, noted(1), dropped, fulfilled({ fulfilment: 2, lines: [lines[1]] })];
    given(order, "placed", ...past)
      .when(noteInvoice, billed(2))
      .accepted(["order.invoice-noted"]);
  });
});
