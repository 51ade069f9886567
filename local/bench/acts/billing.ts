import { assignCreditNote, migrateCreditNote } from "../../../domain/credit-note/handling.ts";
import { cancelInvoice, creditInvoice } from "../../../domain/invoice/credit.ts";
import { assignInvoice, migrateInvoice } from "../../../domain/invoice/handling.ts";
import { payInvoice } from "../../../domain/invoice/pay.ts";
import { markOverdue, refundInvoice, writeOffInvoice } from "../../../domain/invoice/settle.ts";
import { writeInvoice } from "../../../domain/invoice/write.ts";
import { childId } from "../../../domain/kernel/id.ts";
import { billOrder } from "../../../domain/order/bill.ts";
import { cancelOrder, cancelRest } from "../../../domain/order/cancel.ts";
import { enterOrder } from "../../../domain/order/enter.ts";
import { fulfilOrder } from "../../../domain/order/fulfil.ts";
import { assignOrder, migrateOrder, tickOrder } from "../../../domain/order/handling.ts";
import { holdOrder, resumeOrder } from "../../../domain/order/hold.ts";
import { returnOrder } from "../../../domain/order/return.ts";
import type { Rehearse } from "../rehearsal.ts";
import type { Clock } from "../clock.ts";
import { CHECK } from "./setup.ts";

const to = { name: "lean", version: 0 };
const eur = (minor: number) => ({ minor, currency: "EUR" });
const method = "transfer";
const one = { description: "Pump", quantity: "2", unitPrice: "100", taxPercent: "21" };
const invoiceOf = (order: string, bill: number) => childId("inv", order, bill);

/** An order that is delivered in parts, returned in part, billed and billed again. */
export const deliveries = async (act: Rehearse, order: string): Promise<void> => {
  await act(assignOrder, { owner: "ana" }, order);
  await act(tickOrder, { check: CHECK }, order);
  await act(holdOrder, {}, order);
  await act(resumeOrder, {}, order);
  await act(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] }, order);
  await act(cancelInvoice, {}, invoiceOf(order, 1));
  await act(billOrder, {}, order);
  await act(fulfilOrder, {}, order);
  await act(returnOrder, { lines: [{ line: 1, quantity: "1" }] }, order);
  await act(payInvoice, { method, amount: eur(100) }, invoiceOf(order, 3));
  await act(migrateOrder, { to }, order);
};

/** Orders without a quote that end early. */
export const shortOrders = async (act: Rehearse, account: string): Promise<void> => {
  const input = { account, topic: "Pumps", currency: "EUR", lines: [one] };
  const { id: first } = await act(enterOrder, input);
  await act(fulfilOrder, { lines: [{ line: 1, quantity: "1" }] }, first);
  await act(cancelRest, {}, first);
  const { id: second } = await act(enterOrder, { ...input, depositPercent: "30" });
  await act(cancelOrder, {}, second);
  const { id: third } = await act(enterOrder, { ...input, depositPercent: "30" });
  await act(fulfilOrder, {}, third);
  await act(returnOrder, { lines: [{ line: 1, quantity: "2" }] }, third);
};

/** Invoices without an order, and what becomes of them. */
export const invoices = async (act: Rehearse, account: string, clock: Clock): Promise<void> => {
  const input = { account, topic: "Service", currency: "EUR", lines: [one], paymentTerms: { days: 1 } };
  const { id: paid } = await act(writeInvoice, input);
  const all = { method, amount: eur(30_000), overpayment: "keep" };
  await act(payInvoice, all, paid);
  await act(refundInvoice, { method, amount: eur(5800) }, paid);
  await act(assignInvoice, { owner: "ana" }, paid);
  await act(creditInvoice, { lines: [{ line: 1, quantity: "1" }] }, paid);
  const note = childId("cre", paid, "c1");
  await act(assignCreditNote, { owner: "ana" }, note);
  await act(migrateCreditNote, { to }, note);
  const { id: late } = await act(writeInvoice, input);
  clock.pass(3);
  await act(markOverdue, {}, late);
  await act(writeOffInvoice, {}, late);
  await act(migrateInvoice, { to }, late);
};
