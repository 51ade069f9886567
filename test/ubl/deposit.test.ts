import { expect, test } from "vitest";
import type { Line } from "../../domain/document/line.ts";
import { totalsOf } from "../../domain/document/totals.ts";
import { issueInvoice } from "../../domain/invoice/issue.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { order } from "../../domain/order/order.ts";
import { placeOrder } from "../../domain/order/place.ts";
import { ublOf } from "../../domain/ubl/document.ts";
import { ofInvoice } from "../../domain/ubl/from-record.ts";
import { xmlOf } from "../../functions/runtime/read/xml.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { buyer, seller } from "./documents.ts";
import { all, rootOf, text } from "./node.ts";

const currency = "EUR";
const lineOf = (line: number, taxPercent: string): Line => ({
  line,
  description: "Chair",
  quantity: "10",
  unitPrice: "100",
  discountPercent: "0",
  taxPercent,
  net: { minor: 100_000, currency },
});

/** The invoices of an order of 1,000.00 at 19 % and 1,000.00 at 7 %, 20 % off and 30 % in advance: half of the first line is delivered, then the rest. */
function invoices() {
  const lines = [lineOf(1, "19"), lineOf(2, "7")];
  const discount = { percent: "20" };
  const terms = { topic: "Chairs", currency, lines, discount, depositPercent: "30" };
  const totals = totalsOf(terms, currency);
  const past: Past[] = [];
  const ask = (action: Action, input: object) => {
    past.push(...given(order, ...past).when(action, input).events);
  };
  ask(placeOrder, { ...terms, totals, invoicing: "on-fulfilment" });
  ask(fulfilOrder, { lines: [{ line: 1, quantity: "5" }] });
  ask(fulfilOrder, {});
  return past
    .filter(({ type }) => type === "order.billed")
    .map(({ data }) => {
      const input = { ...data, order: "ord_0000000001" };
      return given(invoice).when(issueInvoice, input, { number: 1 }).record;
    });
}

type Issued = ReturnType<typeof invoices>[number];

/** What is taken off each tax rate, as the document says it. */
function takenOff(issued: Issued): string[] {
  const ubl = ublOf(ofInvoice({ ...issued, seller, buyer }));
  if (!ubl.ok) throw new Error(ubl.message);
  return all(rootOf(xmlOf(ubl.document)), "cac:AllowanceCharge").map((each) =>
    ["cbc:AllowanceChargeReason", "cac:TaxCategory/cbc:Percent", "cbc:Amount"]
      .map((path) => text(each, path))
      .join(" "),
  );
}

test("an invoice says what was paid in advance at the tax rate for which the deposit was paid", () => {
  const [deposit, first, second] = invoices();
  if (deposit === undefined || first === undefined || second === undefined)
    throw new Error("There are three");
  expect(deposit.totals.taxes?.map(({ percent, taxable }) => `${percent} ${taxable.minor}`)).toEqual([
    "19 24000",
    "7 24000",
  ]);
  expect(takenOff(first)).toEqual(["Discount 19 100.00", "Paid in advance 19 240.00"]);
  expect(takenOff(second)).toEqual(["Discount 19 100.00", "Discount 7 200.00", "Paid in advance 7 240.00"]);
});

test("an invoice of before, that has its deposit in one sum, shares it among its tax rates by their discount", () => {
  const [, , second] = invoices();
  if (second === undefined) throw new Error("There is a second delivery");
  expect(takenOff({ ...second, deducted: undefined })).toEqual([
    "Discount 19 55.56",
    "Paid in advance 19 44.44",
    "Discount 7 244.44",
    "Paid in advance 7 195.56",
  ]);
});
