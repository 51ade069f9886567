import { describe, expect, test } from "vitest";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { MAX_FULFILMENTS } from "../../domain/order/fulfilment.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { given } from "../support/given.ts";
import { type Past, restOfOrder } from "../support/lives.ts";
import { customer, delivery, eur, ids, lines, sums, terms, totals } from "../support/samples.ts";

const fulfilled = (data: object) => ({ type: "order.fulfilled", data: { ...delivery, ...data } });
/** An order of one line. */
function ordered(quantity: string, unitPrice: string, net: number, discountPercent = "0") {
  const line = {
    line: 1,
    description: "Chai",
    quantity,
    unitPrice,
    discountPercent,
    taxPercent: "0",
    net: eur(net),
  };
  return { type: "order.placed", data: { ...terms, quote: ids.quote, lines: [line], totals: sums(net, 0) } };
}

describe("placing an order", () => {
  test("it has the lines and prices of the quote, with nothing delivered", () => {
    const input = { ...terms, quote: ids.quote, reference: "PO 7", order: ids.order };
    const { record, events } = given(order).when(placeOrder, input).accepted(["order.placed"]);
    expect(record).toMatchObject({
      ...customer,
      status: "placed",
      reference: "PO 7",
      totals,
      fulfilments: [],
      bills: [],
      invoicing: "on-fulfilment",
      paymentTerms: { days: 30 },
    });
    const untouched = { fulfilled: "0", cancelled: "0", returned: "0", billed: "0", credited: "0" };
    expect(record.lines).toEqual([
      { ...lines[0], ...untouched, open: "3" },
      { ...lines[1], ...untouched, open: "1" },
    ]);
    expect(events[0]?.data).not.toHaveProperty("revision");
  });

  test("it is placed once", () => {
    given(order, "placed")
      .when(placeOrder, { ...terms, quote: ids.quote })
      .refused("wrong_state", "exists already");
  });
});

describe("fulfilling an order", () => {
  test("without lines it delivers all, and names the invoice that follows", () => {
    const { next, record, events } = given(order, "placed")
      .when(fulfilOrder, {})
      .accepted(["order.fulfilled", "order.billed"]);
    expect(next).toEqual({ invoice: "inv_0000000001-1" });
    expect(events[0]?.data).toEqual(delivery);
    expect(record.status).toBe("fulfilled");
    expect(record.lines.map((line) => line.fulfilled)).toEqual(["3", "1"]);
    expect(record.fulfilments).toEqual([{ fulfilment: 1, fulfilledOn: "2026-11-23" }]);
  });

  test("in part it delivers what is asked and leaves the rest open", () => {
    const input = { lines: [{ line: 1, quantity: "2" }], reference: "DN 1", fulfilledOn: "2026-11-20" };
    const { record, events } = given(order, "placed").when(fulfilOrder, input);
    expect(record.status).toBe("partly-fulfilled");
    expect(record.lines.map((line) => line.fulfilled)).toEqual(["2", "0"]);
    expect(record.lines.map((line) => line.open)).toEqual(["1", "1"]);
    expect(record.fulfilments).toEqual([{ fulfilment: 1, fulfilledOn: "2026-11-20", reference: "DN 1" }]);
    const line = { ...lines[0], quantity: "2", net: eur(2660) };
    expect(events[0]?.data).toMatchObject({ complete: false, fulfilledOn: "2026-11-20", lines: [line] });
  });

  test("the rest follows with the next number, and completes it", () => {
    const { next, events, record } = given(order, "partly-fulfilled")
      .when(fulfilOrder, {})
      .accepted(["order.fulfilled", "order.billed"]);
    expect(next).toEqual({ invoice: "inv_0000000001-2" });
    expect(events[0]?.data).toEqual(restOfOrder);
    expect(record.status).toBe("fulfilled");
  });

  test("a line that is delivered whole is not in the rest, and one line does not complete the others", () => {
    const first = given(order, "placed").when(fulfilOrder, { lines: [{ line: 1, quantity: "3" }] });
    expect(first.events[0]?.data).toMatchObject({ complete: false, lines: [lines[0]] });
    const past = fulfilled({ complete: false, lines: [lines[0]] });
    const rest = given(order, "placed", past)
      .when(fulfilOrder, {})
      .accepted(["order.fulfilled", "order.billed"]);
    expect(rest.events[0]?.data).toMatchObject({ complete: true, lines: [lines[1]] });
  });

  test("the customer's reference of the order goes to the invoice", () => {
    const placed = { type: "order.placed", data: { ...terms, quote: ids.quote, reference: "PO 7" } };
    expect(given(order, placed).when(fulfilOrder, {}).events[0]?.data).toMatchObject({
      orderReference: "PO 7",
    });
  });

  test("more than is open is refused line by line with the figures", () => {
    const asked = [
      { line: 1, quantity: "2.5" },
      { line: 2, quantity: "1" },
      { line: 7, quantity: "1" },
    ];
    const outcome = given(order, "partly-fulfilled").when(fulfilOrder, { lines: asked });
    outcome.refused("rule_broken", "line 1: 2 open, 2.5 asked; line 7: there is no such line", [
      "/lines/0/quantity",
      "/lines/2/line",
    ]);
  });

  test("a line cannot be named twice", () => {
    const twice = {
      lines: [
        { line: 1, quantity: "1" },
        { line: 1, quantity: "1" },
      ],
    };
    given(order, "placed")
      .when(fulfilOrder, twice)
      .refused("rule_broken", "line 1: named twice", ["/lines/1/line"]);
  });

  test("what is delivered already has nothing open", () => {
    const past = fulfilled({ complete: false, lines: [lines[1]] });
    const outcome = given(order, "placed", past).when(fulfilOrder, { lines: [{ line: 2, quantity: "1" }] });
    outcome.refused("rule_broken", "line 2: 0 open, 1 asked");
  });

  test("nothing, or a list of nothing, is not delivered", () => {
    given(order, "placed")
      .when(fulfilOrder, { lines: [] })
      .refused("invalid_input", "leave lines out", ["/lines"]);
    const zero = { lines: [{ line: 1, quantity: "0.00" }] };
    given(order, "placed")
      .when(fulfilOrder, zero)
      .refused("invalid_input", "more than zero", ["/lines/0/quantity"]);
    const negative = { lines: [{ line: 1, quantity: "-1" }] };
    given(order, "placed")
      .when(fulfilOrder, negative)
      .refused("invalid_input", "not negative", ["/lines/0/quantity"]);
  });

  test("parts add up exactly, without the noise of floating point", () => {
    const past = [
      ordered("0.3", "1", 30),
      fulfilled({ complete: false, lines: [{ ...lines[0], quantity: "0.1" }] }),
    ];
    const outcome = given(order, ...past).when(fulfilOrder, { lines: [{ line: 1, quantity: "0.2" }] });
    expect(outcome.record).toMatchObject({ status: "fulfilled", lines: [{ fulfilled: "0.3" }] });
  });

  test.each([
    ["3", "0.333", 100, [33, 34, 33]],
    ["2", "0.335", 67, [34, 33]],
    ["3", "0.005", 2, [1, 0, 1]],
  ])("%s deliveries of a piece at %s add up to the ordered amount", (quantity, unitPrice, net, shares) => {
    const past: Past[] = [ordered(quantity, unitPrice, net)];
    for (const share of shares) {
      const { events } = given(order, ...past).when(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] });
      expect(events[0]?.data["lines"]).toMatchObject([{ net: eur(share) }]);
      past.push(...events);
    }
  });

  test("the last delivery that an order can have must complete it", () => {
    const some = Array.from({ length: MAX_FULFILMENTS - 1 }, (_, nth) =>
      fulfilled({ complete: false, fulfilment: nth + 1, lines: [{ ...lines[0], quantity: "0.001" }] }),
    );
    const part = { lines: [{ line: 1, quantity: "0.001" }] };
    given(order, "placed", ...some.slice(1))
      .when(fulfilOrder, part)
      .accepted(["order.fulfilled", "order.billed"]);
    given(order, "placed", ...some)
      .when(fulfilOrder, part)
      .refused("rule_broken", "all that is open", ["/lines"]);
    given(order, "placed", ...some)
      .when(fulfilOrder, {})
      .accepted(["order.fulfilled", "order.billed"]);
  });

  test.each(["on-hold", "fulfilled", "invoiced", "cancelled"] as const)(
    "nothing of an order that is %s is delivered",
    (status) => {
      given(order, status).when(fulfilOrder, {}).refused("wrong_state");
    },
  );
});

test("a delivery on a day that has not come yet is refused", () => {
  given(order, "placed").when(fulfilOrder, { fulfilledOn: "2026-11-25" }).refused("rule_broken");
  given(order, "placed")
    .when(fulfilOrder, { fulfilledOn: "2026-11-24" })
    .accepted(["order.fulfilled", "order.billed"]);
});
