import { deliveries, shortOrders } from "../../bench/acts/billing.ts";
import { acceptedQuote } from "../../bench/acts/quotes.ts";
import { activities, leads, opportunities } from "../../bench/acts/selling.ts";
import { customers } from "../../bench/acts/setup.ts";
import { creditInvoice } from "../../../domain/invoice/credit.ts";
import { payInvoice } from "../../../domain/invoice/pay.ts";
import { refundInvoice } from "../../../domain/invoice/settle.ts";
import { writeInvoice } from "../../../domain/invoice/write.ts";
import type { Rehearse } from "../../bench/rehearsal.ts";
import type { AskedLine } from "../../bench/catalogue.ts";
import { acting } from "./acting.ts";
import type { Doing } from "./errand.ts";

/** Something with many actions, each of them asked for by itself. */
const chore =
  (work: (act: Rehearse, errand: Parameters<Doing>[0]) => Promise<void>): Doing =>
  async (errand) => {
    await work(acting(errand.crew.admin), errand);
    return [];
  };

/** A customer with its contact, opportunities without a quote, and activities. */
export const caring = chore(async (act) => {
  const account = await customers(act);
  await opportunities(act, account);
  await activities(act, account);
});

const pumps = { description: "Pump", quantity: "4", unitPrice: "99.90", taxPercent: "21" };

/** More than this in all must be approved by somebody. */
const MOST = 3000;

/** The first lines, as many as cost little together. */
const cheapOf = (lines: readonly AskedLine[]): readonly AskedLine[] => {
  let sum = 0;
  return lines.filter(({ quantity, unitPrice }) => (sum += Number(quantity) * Number(unitPrice)) < MOST);
};

/** A lead that goes to and fro, a quote that is changed and revised, and an order that is billed again and again. */
export const haggling = chore(async (act, { lines }) => {
  const opportunity = await leads(act);
  await deliveries(act, await acceptedQuote(act, opportunity, [pumps, ...cheapOf(lines)]));
});

/** Orders without a quote, and invoices without an order. */
export const shortcuts = chore(async (act) => {
  const account = await customers(act);
  await shortOrders(act, account);
  const lines = [{ description: "Pump", quantity: "2", unitPrice: "100", taxPercent: "21" }];
  const input = { account, topic: "Service", currency: "EUR", lines };
  const { id } = await act(writeInvoice, input);
  const eur = (minor: number) => ({ minor, currency: "EUR" });
  const method = "transfer";
  await act(payInvoice, { method, amount: eur(30_000), overpayment: "keep" }, id);
  await act(refundInvoice, { method, amount: eur(5800) }, id);
  await act(creditInvoice, { lines: [{ line: 1, quantity: "1" }] }, id);
});
