import { expect, test } from "vitest";
import { billOrder } from "../../domain/order/bill.ts";
import { MAX_BILLED_LINES, MAX_BILLS } from "../../domain/order/billing.ts";
import { MAX_FULFILMENTS } from "../../domain/order/fulfilment.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { dropInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { MAX_RETURNS } from "../../domain/order/returned.ts";
import { childId } from "../../domain/kernel/id.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, terms } from "../support/samples.ts";

const line = (more: object) => ({ ...terms.lines[0], discountPercent: "0", ...more });
const placed = (more: object) => ({ type: "order.placed", data: { ...terms, invoicing: "manual", ...more } });

test("a delivery that would leave more digits open than a quantity can have is refused", () => {
  const lines = [line({ quantity: "999999999", unitPrice: "0.01", net: eur(999_999_999) })];
  given(order, placed({ lines }))
    .when(fulfilOrder, { lines: [{ line: 1, quantity: "0.000000000001" }] })
    .refused("rule_broken", "line 1: what is left would have more than 18 digits", ["/lines"]);
  const life = [placed({ lines }), ...given(order, placed({ lines })).when(fulfilOrder, {}).events];
  given(order, ...life)
    .when(returnOrder, { lines: [{ line: 1, quantity: "0.000000000001" }] })
    .refused("rule_broken", "more than 18 digits", ["/lines"]);
});

test("a return whose credit would have more digits than a quantity can have is refused", () => {
  const lines = [line({ quantity: "199999999", unitPrice: "0.01", net: eur(199_999_999) })];
  const past: Past[] = [placed({ lines, invoicing: "on-fulfilment" })];
  const process = { tolerance: { overDeliveryPercent: "100" } };
  for (const quantity of ["99999999.9999999999", "0.0000000001", "200000000"]) {
    const { events } = given(order, ...past).when(
      fulfilOrder,
      { lines: [{ line: 1, quantity }] },
      { process },
    );
    past.push(...events);
  }
  const dropped = { invoice: childId("inv", "ord_0000000001", 2), bill: 2 };
  past.push(...given(order, ...past).when(dropInvoice, dropped).events);
  given(order, ...past)
    .when(returnOrder, { lines: [{ line: 1, quantity: "150000000" }] })
    .refused("rule_broken", "line 1: what comes off its invoice would have more than 18 digits", ["/lines"]);
});

test("an order has so many bills at most, with room for one with each delivery that may come", () => {
  const bill = (nth: number) => ({
    type: "order.billed",
    data: { ...terms, kind: "manual", bill: nth + 1, lines: [] },
  });
  const some = (count: number) => Array.from({ length: count }, (_, nth) => bill(nth));
  const delivered = given(order, placed({})).when(fulfilOrder, {}).events;
  const limit = MAX_BILLS - MAX_FULFILMENTS + 1;
  given(order, placed({}), ...delivered, ...some(limit - 1))
    .when(billOrder, {})
    .accepted(["order.billed"]);
  given(order, placed({}), ...delivered, ...some(limit))
    .when(billOrder, {})
    .refused("too_large", `An order can have ${MAX_BILLS} bills`);
});

test("an order that does not add up is not placed", () => {
  given(order)
    .when(placeOrder, { ...terms, discount: { amount: eur(99_999_999) } })
    .refused("rule_broken", "do not add up");
});

test("charges of goods that cost nothing come whole with the first of them", () => {
  const lines = [line({ unitPrice: "0", net: eur(0) })];
  const charges = [{ description: "Freight", amount: eur(500), taxPercent: "10" }];
  const past = placed({ lines, charges, invoicing: "on-fulfilment", quote: ids.quote });
  const one = { lines: [{ line: 1, quantity: "1" }] };
  const first = given(order, past).when(fulfilOrder, one);
  expect(first.events[1]?.data).toMatchObject({ charges: [{ amount: eur(500) }], totals: { net: eur(500) } });
  const rest = given(order, past, ...first.events).when(fulfilOrder, {});
  expect(rest.events[1]?.data).toMatchObject({ totals: { net: eur(0) } });
  expect(rest.events[1]?.data).not.toHaveProperty("charges");
});

test("a discount that is an amount and the charges do not grow with what is delivered beyond the order", () => {
  const process = { tolerance: { overDeliveryPercent: "100" } };
  const lines = [line({ net: eur(4200) })];
  const charges = [{ description: "Freight", amount: eur(500), taxPercent: "10" }];
  const past = placed({ lines, charges, discount: { amount: eur(300) }, invoicing: "on-fulfilment" });
  const { events } = given(order, past).when(
    fulfilOrder,
    { lines: [{ line: 1, quantity: "6" }] },
    { process },
  );
  expect(events[1]?.data).toMatchObject({
    discount: { amount: eur(300) },
    charges: [{ amount: eur(500) }],
    totals: { lines: eur(8400), net: eur(8600) },
  });
});

test("what comes back whole in a bill that lost its invoice is not billed again", () => {
  const past = placed({ invoicing: "on-fulfilment" });
  const life = [past, ...given(order, past).when(fulfilOrder, {}).events];
  const lost = [
    ...life,
    ...given(order, ...life).when(dropInvoice, { invoice: "inv_0000000001-1", bill: 1 }).events,
  ];
  const all = {
    lines: [
      { line: 1, quantity: "3" },
      { line: 2, quantity: "1" },
    ],
  };
  const back = given(order, ...lost)
    .when(returnOrder, all)
    .accepted(["order.returned"]);
  given(order, ...lost, ...back.events)
    .when(billOrder, {})
    .refused("rule_broken", "Nothing that was delivered is left to bill");
});

test("a delivery beyond the order, or a bill, that a quantity could not hold is refused", () => {
  const large = line({ quantity: "999999999", unitPrice: "0.01", net: eur(999_999_999) });
  const process = { tolerance: { overDeliveryPercent: "10" } };
  const least = { lines: [{ line: 1, quantity: "0.000000000001" }] };
  const past = placed({ lines: [large, line({ line: 2 })], invoicing: "on-fulfilment" });
  const first = given(order, past).when(fulfilOrder, { lines: [{ line: 1, quantity: "999999999" }] });
  given(order, past, ...first.events)
    .when(fulfilOrder, least, { process })
    .refused("rule_broken", "more than 18 digits", ["/lines"]);
  const manual = placed({ lines: [large] });
  given(order, manual, ...given(order, manual).when(fulfilOrder, {}).events)
    .when(billOrder, least)
    .refused("rule_broken", "more than 18 digits", ["/lines"]);
});

test("an amount that whole cents cannot hold exactly is refused before it is billed, and before it could be", () => {
  const process = { tolerance: { overDeliveryPercent: "100" } };
  const dear = {
    quantity: "1",
    unitPrice: "90000000000000",
    net: eur(9_000_000_000_000_000),
    taxPercent: "0",
  };
  for (const invoicing of ["on-fulfilment", "manual"]) {
    const past = placed({ lines: [line(dear), line({ line: 2 })], invoicing });
    const first = given(order, past).when(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] });
    given(order, past, ...first.events)
      .when(fulfilOrder, { lines: [{ line: 1, quantity: "0.5" }] }, { process })
      .refused("rule_broken", "too large to be held exactly", ["/lines"]);
  }
  const most = { ...dear, unitPrice: "90071992547409.91", net: eur(Number.MAX_SAFE_INTEGER) };
  given(order)
    .when(
      placeOrder,
      { ...terms, lines: [line(most)], invoicing: "on-order" },
      { process: { cashRounding: { EUR: "0.50" } } },
    )
    .refused("rule_broken", "too large to be held exactly", ["/lines"]);
});

test("what was delivered beyond what the process still lets pass leaves nothing to deliver", () => {
  const tolerance = (overDeliveryPercent: string) => ({ process: { tolerance: { overDeliveryPercent } } });
  const past = placed({});
  const first = given(order, past).when(
    fulfilOrder,
    { lines: [{ line: 1, quantity: "3.3" }] },
    tolerance("10"),
  );
  given(order, past, ...first.events)
    .when(fulfilOrder, { lines: [{ line: 1, quantity: "0.1" }] }, tolerance("5"))
    .refused("rule_broken", "line 1: 0 open and at most 0 with 5 % over-delivery, 0.1 asked");
});

test("goods of an order come back so many times at most", () => {
  const past = [placed({}), ...given(order, placed({})).when(fulfilOrder, {}).events];
  const some = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({
      type: "order.returned",
      data: {
        ...terms,
        return: nth + 1,
        returnedOn: "2026-11-23",
        lines: [{ line: 1, quantity: "0.01" }],
        credits: [],
      },
    }));
  const back = { lines: [{ line: 1, quantity: "0.01" }] };
  given(order, ...past, ...some(MAX_RETURNS - 1))
    .when(returnOrder, back)
    .accepted(["order.returned"]);
  given(order, ...past, ...some(MAX_RETURNS))
    .when(returnOrder, back)
    .refused("too_large", `can come back ${MAX_RETURNS} times`);
});

test("a bill leaves room for lines that must still be billed, unless it is the last and bills all", () => {
  const rest = Array.from({ length: MAX_BILLED_LINES / 100 }, (_, nth) => ({
    type: "order.billed",
    data: {
      ...terms,
      kind: "manual",
      bill: nth + 1,
      lines: Array.from({ length: nth === 0 ? 98 : 100 }, () => line({ quantity: "0.0001" })),
    },
  }));
  const one = { lines: [{ line: 1, quantity: "1" }] };
  const life = (input: object) => [...given(order, placed({})).when(fulfilOrder, input).events, ...rest];
  given(order, placed({}), ...life(one))
    .when(billOrder, {})
    .refused("too_large", "0 left, 1 asked");
  given(order, placed({}), ...life({}))
    .when(billOrder, one)
    .refused("too_large", "0 left, 1 asked");
  given(order, placed({}), ...life({}))
    .when(billOrder, {})
    .accepted(["order.billed"]);
});
