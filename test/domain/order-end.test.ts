import { describe, expect, test } from "vitest";
import { cancelOrder, cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { holdOrder, resumeOrder } from "../../domain/order/hold.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import type { Process } from "../../domain/kernel/process.ts";
import { given } from "../support/given.ts";
import { ids, terms, totals } from "../support/samples.ts";

const reasons: Partial<Process> = {
  reasons: { "order.cancel": [{ code: "no-stock", label: { en: "No stock" } }] },
};

describe("holding an order", () => {
  test("nothing is delivered until it goes on, from where it was", () => {
    for (const status of ["placed", "partly-fulfilled"] as const) {
      const held = given(order, status).when(holdOrder, { reason: "Not paid" }).accepted(["order.held"]);
      expect(held.record).toMatchObject({ status: "on-hold", held: status, reason: "Not paid" });
      const past = { type: "order.held", data: { reason: "Not paid" } };
      given(order, status, past).when(fulfilOrder, {}).refused("wrong_state", "on-hold");
      const { record } = given(order, status, past).when(resumeOrder, {}).accepted(["order.resumed"]);
      expect(record.status).toBe(status);
      expect(record).not.toHaveProperty("held");
      expect(record).not.toHaveProperty("reason");
    }
  });

  test("what is fulfilled cannot be held, and what is not held cannot go on", () => {
    given(order, "fulfilled").when(holdOrder, {}).refused("wrong_state");
    given(order, "placed").when(resumeOrder, {}).refused("wrong_state");
  });
});

describe("cancelling an order", () => {
  test("it can be cancelled before anything is delivered: nothing is open any more", () => {
    const { record, events } = given(order, "placed")
      .when(cancelOrder, { reason: "Doubled", note: "See the other one" })
      .accepted(["order.cancelled"]);
    expect(record).toMatchObject({ status: "cancelled", reason: "Doubled", note: "See the other one" });
    expect(record.lines).toMatchObject([
      { open: "0", cancelled: "3" },
      { open: "0", cancelled: "1" },
    ]);
    const { opportunity, account, contact, quote } = { ...terms, quote: ids.quote };
    const data = {
      opportunity,
      account,
      contact,
      quote,
      totals,
      reason: "Doubled",
      note: "See the other one",
    };
    expect(events[0]?.data).toEqual(data);
  });

  test("also while it is on hold", () => {
    const { record } = given(order, "on-hold").when(cancelOrder, {}).accepted(["order.cancelled"]);
    expect(record).not.toHaveProperty("held");
  });

  test.each(["partly-fulfilled", "fulfilled", "invoiced", "cancelled"] as const)(
    "not when it is %s",
    (status) => {
      given(order, status).when(cancelOrder, {}).refused("wrong_state", "must be placed");
    },
  );

  test("not when it is on hold with a delivery made: then its rest is", () => {
    given(order, "partly-fulfilled", { type: "order.held", data: {} })
      .when(cancelOrder, {})
      .refused("wrong_state", "1 deliveries were made: cancel the open rest instead");
  });

  test("its reason is one of the process, when that has any", () => {
    const circumstances = { process: reasons };
    given(order, "placed")
      .when(cancelOrder, { reason: "doubled" }, circumstances)
      .refused("rule_broken", "choose no-stock", ["/reason"]);
    given(order, "placed")
      .when(cancelOrder, { reason: "no-stock" }, circumstances)
      .accepted(["order.cancelled"]);
    given(order, "partly-fulfilled")
      .when(cancelRest, { reason: "doubled" }, circumstances)
      .refused("rule_broken", "choose no-stock", ["/reason"]);
  });

  test("what was billed on order is credited, and so is a deposit", () => {
    const input = { ...terms, quote: ids.quote };
    const onOrder = given(order).when(placeOrder, { ...input, invoicing: "on-order" });
    expect(given(order, ...onOrder.events).when(cancelOrder, {}).events[0]?.data["credits"]).toEqual([
      {
        bill: 1,
        invoice: "inv_0000000001-1",
        lines: [
          { line: 1, quantity: "3" },
          { line: 2, quantity: "1" },
        ],
      },
    ]);
    const deposit = given(order).when(placeOrder, { ...input, depositPercent: "30" });
    expect(given(order, ...deposit.events).when(cancelOrder, {}).events[0]?.data["credits"]).toEqual([
      {
        bill: 1,
        invoice: "inv_0000000001-1",
        lines: [
          { line: 1, amount: { minor: 1197, currency: "EUR" }, taxPercent: "10", taxCategory: "S" },
          { line: 2, amount: { minor: 2400, currency: "EUR" }, taxPercent: "19", taxCategory: "S" },
        ],
      },
    ]);
  });
});

describe("cancelling the rest", () => {
  test("the open rest is never delivered; what was delivered stays, and with its invoice the order is invoiced", () => {
    const { record, events } = given(order, "partly-fulfilled")
      .when(cancelRest, { reason: "no-stock", note: "Sold out" })
      .accepted(["order.rest-cancelled"]);
    expect(record.status).toBe("fulfilled");
    expect(record.lines).toMatchObject([
      { quantity: "3", fulfilled: "1", open: "0", cancelled: "2" },
      { quantity: "1", fulfilled: "0", open: "0", cancelled: "1" },
    ]);
    expect(events[0]?.data).toMatchObject({ credits: [], reason: "no-stock", note: "Sold out" });
    const noted = { type: "order.invoice-noted", data: { invoice: ids.invoice, bill: 1 } };
    given(order, "partly-fulfilled", noted)
      .when(cancelRest, {})
      .accepted(["order.rest-cancelled", "order.invoiced"]);
  });

  test("from hold, too; but not before the first delivery", () => {
    const held = { type: "order.held", data: {} };
    const { record } = given(order, "partly-fulfilled", held).when(cancelRest, {});
    expect(record.status).toBe("fulfilled");
    expect(record).not.toHaveProperty("held");
    given(order, "on-hold").when(cancelRest, {}).refused("wrong_state", "cancel the order instead");
  });

  test("what is billed when complete is billed now", () => {
    const placed = given(order).when(placeOrder, { ...terms, quote: ids.quote, invoicing: "when-complete" });
    const part = given(order, ...placed.events).when(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] });
    part.accepted(["order.fulfilled"]);
    const { events, next } = given(order, ...placed.events, ...part.events)
      .when(cancelRest, {})
      .accepted(["order.rest-cancelled", "order.billed"]);
    expect(next).toEqual({ invoice: "inv_0000000001-1" });
    expect(events[1]?.data).toMatchObject({ kind: "complete", totals: { net: { minor: 1330 } } });
  });

  test("what of it was billed on order is credited", () => {
    const placed = given(order).when(placeOrder, { ...terms, quote: ids.quote, invoicing: "on-order" });
    const part = given(order, ...placed.events).when(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] });
    const { events, record } = given(order, ...placed.events, ...part.events).when(cancelRest, {});
    const lines = [
      { line: 1, quantity: "2" },
      { line: 2, quantity: "1" },
    ];
    expect(events[0]?.data["credits"]).toEqual([{ bill: 1, invoice: "inv_0000000001-1", lines }]);
    expect(record.lines).toMatchObject([
      { billed: "3", credited: "2" },
      { billed: "1", credited: "1" },
    ]);
  });
});
