import { describe, expect, test } from "vitest";
import { billOrder } from "../../domain/order/bill.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { creditReturnsOfOrder } from "../../domain/flow/billing.ts";
import { eventsOf, given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { ids, terms } from "../support/samples.ts";

const back = (quantity: string, line = 1) => ({ lines: [{ line, quantity }] });
const invoiceOf = (bill: number) => ({ invoice: `inv_0000000001-${bill}`, bill });
const credit = (bill: number, quantity: string) => ({ ...invoiceOf(bill), lines: [{ line: 1, quantity }] });

/** An order of which 2 of line 1 were delivered and billed, then all. */
function inTwo(): Past[] {
  const placed: Past = {
    type: "order.placed",
    data: { ...terms, quote: ids.quote, invoicing: "on-fulfilment" },
  };
  const first = given(order, placed).when(fulfilOrder, back("2")).events;
  return [placed, ...first, ...given(order, placed, ...first).when(fulfilOrder, {}).events];
}

describe("goods that come back", () => {
  test("the latest bill that has them is credited first", () => {
    const input = { ...back("2"), reason: "broken", note: "Wet", returnedOn: "2026-11-20" };
    const { record, events } = given(order, ...inTwo())
      .when(returnOrder, input)
      .accepted(["order.returned"]);
    expect(events[0]?.data).toMatchObject({
      return: 1,
      returnedOn: "2026-11-20",
      reason: "broken",
      note: "Wet",
      lines: input.lines,
      credits: [credit(2, "1"), credit(1, "1")],
      quote: ids.quote,
    });
    expect(record.lines[0]).toMatchObject({
      fulfilled: "3",
      open: "0",
      returned: "2",
      billed: "3",
      credited: "2",
    });
    expect(record.returns).toEqual([{ return: 1, returnedOn: "2026-11-20", reason: "broken" }]);
    expect(record.status).toBe("fulfilled");
  });

  test("no more comes back than was delivered and has not come back", () => {
    given(order, "partly-fulfilled")
      .when(returnOrder, { lines: [...back("1.5").lines, ...back("1", 2).lines] })
      .refused(
        "rule_broken",
        "line 1: 1 delivered and not returned, 1.5 asked; line 2: 0 delivered and not returned, 1 asked",
        ["/lines/0/quantity", "/lines/1/quantity"],
      );
    const first = given(order, "fulfilled").when(returnOrder, back("2")).events;
    given(order, "fulfilled", ...first)
      .when(returnOrder, back("2"))
      .refused("rule_broken", "line 1: 1 delivered and not returned, 2 asked");
    given(order, "placed").when(returnOrder, back("1")).refused("wrong_state");
    given(order, "fulfilled").when(returnOrder, {}).refused("invalid_input", "", ["/lines"]);
  });

  test("nothing comes back on a day that has not come yet, and only for a reason that there is", () => {
    given(order, "fulfilled")
      .when(returnOrder, { ...back("1"), returnedOn: "2026-11-25" })
      .refused("rule_broken", "has not come yet", ["/returnedOn"]);
    const process = { reasons: { "order.return": [{ code: "broken", label: { en: "Broken" } }] } };
    given(order, "fulfilled")
      .when(returnOrder, back("1"), { process })
      .refused("rule_broken", "A reason is needed", ["/reason"]);
  });

  test("what was not billed yet is not billed any more, and nothing is credited", () => {
    const placed: Past = { type: "order.placed", data: { ...terms, quote: ids.quote, invoicing: "manual" } };
    const life = [placed, ...given(order, placed).when(fulfilOrder, {}).events];
    const { events } = given(order, ...life).when(returnOrder, back("1"));
    expect(events[0]?.data["credits"]).toEqual([]);
    const bill = given(order, ...life, ...events).when(billOrder, {});
    expect(bill.events[0]?.data["lines"]).toMatchObject([{ quantity: "2" }, { quantity: "1" }]);
    given(order, ...life, ...events)
      .when(billOrder, back("3"))
      .refused("rule_broken", "line 1: 2 to bill, 3 asked");
  });

  test("what is left unbilled comes back whole: then the order is invoiced", () => {
    const placed: Past = { type: "order.placed", data: { ...terms, quote: ids.quote, invoicing: "manual" } };
    const life = [placed, ...given(order, placed).when(fulfilOrder, {}).events];
    const some = [...life, ...given(order, ...life).when(billOrder, back("3")).events];
    const noted = [...some, ...given(order, ...some).when(noteInvoice, invoiceOf(1)).events];
    given(order, ...noted)
      .when(returnOrder, back("1", 2))
      .accepted(["order.returned", "order.invoiced"]);
  });

  test("a bill without its invoice is not credited, and made again without what came back of it", () => {
    const dropped = [...inTwo(), { type: "order.invoice-cancelled", data: invoiceOf(1) }];
    const { events } = given(order, ...dropped).when(returnOrder, back("1"));
    expect(events[0]?.data["credits"]).toEqual([{ bill: 1, lines: [{ line: 1, quantity: "1" }] }]);
    given(order, ...dropped, ...events)
      .when(billOrder, {})
      .accepted(["order.billed"]);
  });

  test("an invoice that is cancelled because all of it came back leaves the order invoiced", () => {
    const all = { lines: [...back("3").lines, ...back("1", 2).lines] };
    const { events } = given(order, "invoiced").when(returnOrder, all).accepted(["order.returned"]);
    const { record } = given(order, "invoiced", ...events).when(dropInvoice, invoiceOf(1));
    expect(record.status).toBe("invoiced");
  });

  test("each invoice is asked for its credit once, by the number of the event", () => {
    const { events } = given(order, ...inTwo()).when(returnOrder, { ...back("2"), note: "Wet" });
    const [event] = eventsOf(order, events);
    const commands = event === undefined ? [] : creditReturnsOfOrder.commands({ ...event, seq: 6 });
    expect(commands).toEqual([
      {
        id: "inv_0000000001-2",
        input: { return: 6, lines: back("1").lines, reason: undefined, note: "Wet" },
      },
      {
        id: "inv_0000000001-1",
        input: { return: 6, lines: back("1").lines, reason: undefined, note: "Wet" },
      },
    ]);
  });
});

describe("more than was ordered", () => {
  const process = { tolerance: { overDeliveryPercent: "10" } };

  test("is refused unless the process lets it pass", () => {
    given(order, "placed").when(fulfilOrder, back("3.1")).refused("rule_broken", "line 1: 3 open, 3.1 asked");
    given(order, "placed")
      .when(fulfilOrder, back("3.4"), { process })
      .refused("rule_broken", "line 1: 3 open and at most 3.3 with 10 % over-delivery, 3.4 asked");
  });

  test("is billed as delivered, with nothing open", () => {
    const { record, events } = given(order, "placed").when(fulfilOrder, back("3.3"), { process });
    expect(record.lines[0]).toMatchObject({ fulfilled: "3.3", open: "0", billed: "3.3" });
    expect(events[1]?.data["lines"]).toMatchObject([{ quantity: "3.3", net: { minor: 4389 } }]);
    expect(record.status).toBe("partly-fulfilled");
  });
});
