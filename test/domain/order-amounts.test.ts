import { describe, expect, test } from "vitest";
import { billOrder } from "../../domain/order/bill.ts";
import { cancelRest } from "../../domain/order/cancel.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, terms } from "../support/samples.ts";

const invoiceOf = (bill: number) => ({ invoice: `inv_0000000001-${bill}`, bill });
const pieces = (quantity: string, line = 1) => ({ lines: [{ line, quantity }] });
const one = [fulfilOrder, pieces("1")] as const;
const all = [fulfilOrder, {}] as const;

/** What happened to an order that was placed with these terms and of which this was asked. */
function lived(more: object, ...asks: readonly (readonly [Action, unknown])[]): Past[] {
  const past: Past[] = [...given(order).when(placeOrder, { ...terms, quote: ids.quote, ...more }).events];
  for (const [action, input] of asks) past.push(...given(order, ...past).when(action, input).events);
  return past;
}

const billed = (past: readonly Past[]) =>
  past.filter(({ type }) => type === "order.billed").map(({ data }) => data);
const ratesOf = (past: readonly Past[]) =>
  billed(past).map(({ totals }) => Object(totals).taxes.map(({ percent }: { percent: string }) => percent));

describe("what a bill comes to", () => {
  test("its taxes are those of its own lines and charges, and no others", () => {
    expect(ratesOf(lived({}, one, all))).toEqual([["10"], ["10", "19"]]);
    const charges = [{ description: "Freight", amount: eur(500), taxPercent: "7" }];
    expect(ratesOf(lived({ charges }, one))).toEqual([["10", "7"]]);
  });

  test("the discount of a line that is an amount adds up over its bills", () => {
    const line = { ...terms.lines[0], discountPercent: "0", discountAmount: eur(200), net: eur(4000) };
    const past = lived({ lines: [line] }, one, one, one);
    expect(billed(past)).toMatchObject([
      { lines: [{ discountAmount: eur(67), net: eur(1333) }] },
      { lines: [{ discountAmount: eur(66), net: eur(1334) }] },
      { lines: [{ discountAmount: eur(67), net: eur(1333) }] },
    ]);
  });

  test("a line never comes to more than its amount before more than all of it is delivered", () => {
    const past = lived({ lines: [{ ...terms.lines[0], net: eur(2000) }, terms.lines[1]] }, [
      fulfilOrder,
      pieces("2"),
    ]);
    expect(billed(past)).toMatchObject([{ lines: [{ net: eur(2000) }] }]);
    const process = { tolerance: { overDeliveryPercent: "100" } };
    const { events } = given(order, ...past).when(fulfilOrder, pieces("2"), { process });
    expect(billed(events)).toMatchObject([{ lines: [{ net: eur(1330) }] }]);
  });

  test("it is due by the terms of the process when nobody agreed on others", () => {
    const process = { paymentTerms: { days: 10 }, invoicing: "on-order" as const };
    const { events } = given(order).when(placeOrder, { ...terms, quote: ids.quote }, { process });
    expect(billed(events)).toMatchObject([{ paymentTerms: { days: 10 } }]);
  });

  test("it names the latest day of a delivery, in whatever order they are noted", () => {
    const past = lived(
      { invoicing: "manual" },
      [fulfilOrder, { ...pieces("1"), fulfilledOn: "2026-11-22" }],
      [fulfilOrder, { fulfilledOn: "2026-11-20" }],
      [billOrder, {}],
    );
    expect(billed(past)).toMatchObject([{ deliveredOn: "2026-11-22" }]);
  });
});

describe("what a deposit comes to", () => {
  test("it is rounded half up, and what is payable to the smallest coin of the process", () => {
    const asked = { ...terms, quote: ids.quote, depositPercent: "25" };
    const process = { cashRounding: { EUR: "0.50" } };
    const { events } = given(order).when(placeOrder, asked, { process });
    expect(billed(events)).toMatchObject([
      {
        lines: [{ net: eur(998) }, { net: eur(2000) }],
        totals: { tax: eur(480), total: eur(3478), payable: eur(3500), rounding: eur(22) },
      },
    ]);
  });

  test("it says why it is exempt from tax, when its lines are", () => {
    const exempt = { taxPercent: "0", taxCategory: "E", exemption: { reason: "Education" } };
    const line = { ...terms.lines[0], ...exempt };
    const [deposit] = billed(lived({ lines: [line], depositPercent: "50" }));
    expect(deposit).toMatchObject({ lines: [exempt] });
  });

  test("what is credited of it at the end says whose it is, and for which quote", () => {
    const past = lived({ depositPercent: "100", invoicing: "manual" }, [fulfilOrder, pieces("3")]);
    const back = [...past, ...given(order, ...past).when(returnOrder, pieces("1")).events];
    const { events } = given(order, ...back)
      .when(fulfilOrder, {})
      .accepted(["order.fulfilled", "order.deposit-unused"]);
    const { account, contact, opportunity, quote } = ids;
    expect(events[1]?.data).toMatchObject({ account, contact, opportunity, quote });
  });

  test("its tax and that of the bills after it add up to the tax of the order", () => {
    const line = { ...terms.lines[0], quantity: "1", unitPrice: "0.10", discountPercent: "0", net: eur(10) };
    const past = lived({ lines: [line], depositPercent: "50" }, all);
    expect(billed(past)).toMatchObject([
      { kind: "deposit", totals: { net: eur(5), tax: eur(1) } },
      { kind: "delivery", totals: { net: eur(5), tax: eur(0) } },
    ]);
  });

  test("each return of goods that were not billed credits what it leaves unused, once", () => {
    const past = lived({ depositPercent: "100", invoicing: "manual" }, all);
    const first = given(order, ...past).when(returnOrder, pieces("1"));
    const credits = [
      { ...invoiceOf(1), lines: [{ line: 1, amount: eur(1330), taxPercent: "10", taxCategory: "S" }] },
    ];
    expect(first.events[0]?.data["credits"]).toEqual(credits);
    const second = given(order, ...past, ...first.events).when(returnOrder, pieces("1"));
    expect(second.events[0]?.data["credits"]).toEqual(credits);
  });

  test("billed again, it has what was used of it, and no day of delivery", () => {
    const past = lived(
      { depositPercent: "100", invoicing: "manual" },
      all,
      [returnOrder, pieces("1")],
      [billOrder, {}],
      [dropInvoice, invoiceOf(1)],
      [billOrder, {}],
    );
    const [, , again] = billed(past);
    expect(again).toMatchObject({
      kind: "deposit",
      bill: 3,
      again: 1,
      lines: [{ net: eur(2660) }, { net: eur(8000) }],
    });
    expect(again?.["deliveredOn"]).toBeUndefined();
  });

  test("without its invoice nothing of it is credited; billed again, its new invoice is", () => {
    const used = lived({ depositPercent: "30" }, one, [dropInvoice, invoiceOf(1)]);
    const creditsOf = (past: readonly Past[]) =>
      given(order, ...past).when(cancelRest, {}).events[0]?.data["credits"];
    expect(creditsOf(used)).toEqual([]);
    const again = given(order, ...used).when(billOrder, {}).events;
    expect(creditsOf([...used, ...again])).toEqual([
      { ...invoiceOf(3), lines: [{ line: 2, amount: eur(2400), taxPercent: "19", taxCategory: "S" }] },
    ]);
  });

  test("an order whose deposit was cancelled before it was used is invoiced without it", () => {
    const past = lived({ depositPercent: "30" }, [dropInvoice, invoiceOf(1)], all);
    given(order, ...past)
      .when(noteInvoice, invoiceOf(2))
      .accepted(["order.invoice-noted", "order.invoiced"]);
  });
});
