import { expect, test } from "vitest";
import { creditDepositOfReturn, freeDepositOfReturn } from "../../domain/flow/billing.ts";
import { creditReturn } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { billOrder } from "../../domain/order/bill.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { freeDeposit } from "../../domain/order/free-deposit.ts";
import { dropInvoice, noteInvoice } from "../../domain/order/note-invoice.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { eventsOf, given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { eur, ids, invoiceTerms, terms } from "../support/samples.ts";

const line = { ...terms.lines[0], quantity: "10", unitPrice: "10", discountPercent: "0", net: eur(10_000) };
const placed = {
  ...terms,
  quote: ids.quote,
  lines: [line],
  depositPercent: "30",
  invoicing: "on-fulfilment",
};
const noted = (bill: number) => ({ invoice: `inv_0000000001-${bill}`, bill });
const back = (quantity: string) => [returnOrder, { lines: [{ line: 1, quantity }] }] as const;

/** What happened to an order: its returns did not say yet what their bills deduct. */
function before(...asks: readonly (readonly [Action, unknown])[]): Past[] {
  const past: Past[] = [...given(order).when(placeOrder, placed).events];
  for (const [action, input] of asks) past.push(...given(order, ...past).when(action, input).events);
  return past.map(({ type, data }) => {
    const credits = [...(Object(data).credits ?? [])].map((credit) => ({ ...credit, deducting: undefined }));
    return { type, data: credits.length === 0 ? data : { ...data, credits } };
  });
}

const sold = [
  [fulfilOrder, {}],
  [noteInvoice, noted(1)],
  [noteInvoice, noted(2)],
] as const;
const row = { taxPercent: "10", taxCategory: "S" };

test("a deposit of which a return of before has freed a part is billed again for the rest", () => {
  const past = before(...sold, back("8"), [dropInvoice, noted(1)]);
  const { events } = given(order, ...past)
    .when(billOrder, {})
    .accepted(["order.billed"]);
  expect(events[0]?.data).toMatchObject({ kind: "deposit", totals: { net: eur(2000) } });
});

test("what the invoice of a return of before frees is credited when it is told, and once", () => {
  const past = before(...sold, back("8"));
  const told = {
    bill: 2,
    deducting: [{ ...row, amount: eur(2000) }],
    freed: [{ ...row, amount: eur(1000) }],
  };
  const { events } = given(order, ...past)
    .when(freeDeposit, told)
    .accepted(["order.deposit-unused"]);
  expect(events[0]?.data["credits"]).toEqual([
    { ...noted(1), lines: [{ line: 1, amount: eur(1000), ...row }] },
  ]);
  given(order, ...past, ...events)
    .when(freeDeposit, told)
    .accepted([]);
});

test("an order of before that waits for a deposit of which nothing is left is invoiced when it is to be billed", () => {
  const all = before(...sold, back("10"), [dropInvoice, noted(1)]);
  const past = all.filter(({ type }, nth) => type !== "order.invoiced" || nth < all.length - 1);
  const { record } = given(order, ...past)
    .when(billOrder, {})
    .accepted(["order.invoiced"]);
  expect(record.status).toBe("invoiced");
});

test("an invoice tells its order what it still deducts; one of before, which does not, its deposit what is free", () => {
  const deducted = [{ invoice: "inv_0000000001-1", ...row, amount: eur(1197) }];
  const totals = { ...invoiceTerms.totals };
  const taxes = totals.taxes.map((share) =>
    share.percent === "10" ? { ...share, discount: eur(1197), taxable: eur(2793), tax: eur(279) } : share,
  );
  const net = eur(totals.net.minor - 1197);
  const issued = {
    type: "invoice.issued",
    data: {
      ...invoiceTerms,
      order: "ord_0000000001",
      bill: 2,
      deposit: eur(1197),
      deducted,
      totals: { ...totals, net, taxes, discount: eur(1197) },
    },
  };
  const { events } = given(invoice, issued).when(creditReturn, {
    return: 5,
    lines: [{ line: 1, quantity: "3" }],
  });
  const [credited] = eventsOf(invoice, events);
  expect(credited?.data).toMatchObject({ stillDeducted: [], deducted: [{ amount: eur(1197) }] });
  expect(freeDepositOfReturn.commands(credited)).toEqual([
    { id: "ord_0000000001", input: { bill: 2, deducting: [], freed: [{ ...row, amount: eur(1197) }] } },
  ]);
  expect(creditDepositOfReturn.commands(credited)).toEqual([]);
  const { stillDeducted: _, ...data } = { ...credited?.data };
  const old = { ...credited, data };
  expect(freeDepositOfReturn.commands(old)).toEqual([]);
  expect(creditDepositOfReturn.commands(old)).toMatchObject([{ id: "inv_0000000001-1" }]);
});
