import { describe, expect, test } from "vitest";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { order } from "../../domain/order/order.ts";
import { given } from "../support/given.ts";
import { delivery, ids, lines, orderBill } from "../support/samples.ts";

const fulfilled = (data: object) => ({ type: "order.fulfilled", data: { ...delivery, ...data } });
const bill = (data: object) => ({ type: "order.billed", data: { ...orderBill, ...data } });
const billed = (nth: number) => ({ invoice: `inv_0000000001-${nth}`, bill: nth });
const noted = (nth: number) => ({ type: "order.invoice-noted", data: billed(nth) });
/** Two deliveries, each with its bill. */
const both = [
  fulfilled({ complete: false, lines: [lines[0]] }),
  bill({ lines: [lines[0]] }),
  fulfilled({ fulfilment: 2, lines: [lines[1]] }),
  bill({ bill: 2, fulfilment: 2, lines: [lines[1]] }),
];

describe("the invoices of an order", () => {
  test("the order is invoiced when all is delivered and every delivery has its invoice", () => {
    const { record, events } = given(order, "fulfilled").when(noteInvoice, billed(1));
    expect(events.map(({ type }) => type)).toEqual(["order.invoice-noted", "order.invoiced"]);
    expect(events[1]?.data).toEqual({ invoices: [billed(1).invoice] });
    expect(record).toMatchObject({ status: "invoiced", bills: [{ invoice: billed(1).invoice }] });
  });

  test("a partly fulfilled order only notes the invoice", () => {
    const { record } = given(order, "partly-fulfilled")
      .when(noteInvoice, billed(1))
      .accepted(["order.invoice-noted"]);
    expect(record).toMatchObject({
      status: "partly-fulfilled",
      bills: [{ bill: 1, invoice: billed(1).invoice }],
    });
  });

  test("invoices may be noted in any order", () => {
    const late = given(order, "placed", ...both);
    expect(late.when(noteInvoice, billed(2)).accepted(["order.invoice-noted"]).record.status).toBe(
      "fulfilled",
    );
    const { record, events } = given(order, "placed", ...both, noted(2)).when(noteInvoice, billed(1));
    expect(record.status).toBe("invoiced");
    expect(events[1]?.data).toEqual({ invoices: [billed(1).invoice, billed(2).invoice] });
  });

  test("an invoice is noted once", () => {
    given(order, "partly-fulfilled", noted(1)).when(noteInvoice, billed(1)).accepted([]);
    given(order, "invoiced").when(noteInvoice, { invoice: ids.invoice, bill: 1 }).accepted([]);
  });

  test("a cancelled invoice takes its note away and opens an invoiced order again", () => {
    const first = { invoice: ids.invoice, bill: 1 };
    const { record } = given(order, "invoiced")
      .when(dropInvoice, first)
      .accepted(["order.invoice-cancelled"]);
    expect(record.status).toBe("fulfilled");
    expect(record.bills).toMatchObject([{ bill: 1, cancelledInvoice: ids.invoice }]);
    expect(record.bills[0]).not.toHaveProperty("invoice", ids.invoice);
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

  test("events of before name the delivery of an invoice, and its delivery was its bill", () => {
    const before = { ...delivery, invoicing: undefined };
    const past = [
      { type: "order.placed", data: { ...orderBill, reference: "PO 7" } },
      { type: "order.fulfilled", data: { ...before, complete: false, lines: [lines[0]] } },
      { type: "order.invoice-noted", data: { invoice: ids.invoice, fulfilment: 1 } },
    ];
    const { record, next, events } = given(order, ...past).when(fulfilOrder, {});
    expect(record.bills).toMatchObject([
      { bill: 1, fulfilment: 1, invoice: ids.invoice, lines: [{ line: 1, quantity: "3" }] },
      { bill: 2, fulfilment: 2, lines: [{ line: 2, quantity: "1" }] },
    ]);
    expect(next).toEqual({ invoice: billed(2).invoice });
    expect(events[1]?.data).toMatchObject({ orderReference: "PO 7", lines: [{ line: 2 }] });
  });

  test("an invoice of a bill that there is not is not noted", () => {
    given(order, "placed").when(noteInvoice, billed(1)).accepted([]);
    given(order, "placed").when(dropInvoice, billed(1)).accepted([]);
  });

  test("an order with a cancelled invoice is not invoiced by the others", () => {
    const dropped = { type: "order.invoice-cancelled", data: billed(1) };
    const past = [...both.slice(0, 2), noted(1), dropped, ...both.slice(2)];
    given(order, "placed", ...past)
      .when(noteInvoice, billed(2))
      .accepted(["order.invoice-noted"]);
  });
});
