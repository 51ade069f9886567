import { stage } from "../kernel/stage.ts";
import { isTakenBack, notedRows, withBill, withDeduction, withInvoice, withoutInvoice } from "./billing.ts";
import { afterCancel, afterDelivery, afterReturn } from "./changed.ts";
import { orderEvents } from "./events.ts";
import { newLine, openLines } from "./line.ts";
import { Order } from "./terms.ts";

export { OrderTerms } from "./terms.ts";

const numberOf = ({ bill, fulfilment }: { bill?: number | undefined; fulfilment?: number | undefined }) =>
  bill ?? fulfilment ?? 0;

/** What a customer has ordered. */
export const order = stage("order", Order, orderEvents, { handled: ["assign", "tick", "migrate"] }).evolve({
  "order.placed": (_, { data, at }) => ({
    ...data,
    status: "placed",
    placedAt: at,
    lines: data.lines.map(newLine),
    fulfilments: [],
    bills: [],
    returns: [],
  }),
  "order.fulfilled": (record, { data }) => ({
    ...record,
    ...afterDelivery(record, data),
    status: data.complete ? "fulfilled" : "partly-fulfilled",
  }),
  "order.billed": (record, { data }) => ({ ...record, ...withBill(record, data) }),
  "order.held": (record, { data: { reason }, at }) => ({
    ...record,
    status: "on-hold",
    held: record.status,
    heldAt: at,
    reason,
  }),
  "order.resumed"(record) {
    const { held: status, heldAt: _, reason: __, ...rest } = record;
    return { ...rest, status };
  },
  "order.rest-cancelled"(record, { data }) {
    if (record.status !== "on-hold") return { ...record, ...afterCancel(record, data), status: "fulfilled" };
    const { held: _, heldAt: __, reason: ___, ...rest } = record;
    return { ...rest, ...afterCancel(record, data), status: "fulfilled" };
  },
  "order.returned": (record, { data }) => ({ ...record, ...afterReturn(record, data) }),
  // What is left of a deposit follows from what is billed; what an invoice deducts of it is told.
  "order.deposit-unused": (record, { data: { bill, deducting } }) =>
    bill === undefined || deducting === undefined
      ? record
      : { ...record, bills: withDeduction(record.bills, bill, notedRows(deducting)) },
  "order.invoice-noted": (record, { data }) => ({
    ...record,
    bills: withInvoice(record.bills, numberOf(data), data.invoice),
  }),
  "order.invoiced": (record) => ({ ...record, status: "invoiced" }),
  "order.invoice-cancelled"(record, { data }) {
    const bills = withoutInvoice(record, numberOf(data), data.invoice);
    if (record.status !== "invoiced") return { ...record, bills };
    // What came back whole is not billed again: nothing is missing.
    const settled = bills.some((bill) => bill.bill === numberOf(data) && isTakenBack(bill));
    return { ...record, bills, status: settled ? "invoiced" : "fulfilled" };
  },
  "order.cancelled"(record, { data: { reason, note, credits }, at }) {
    const lines = openLines(record.lines);
    const ended = { ...afterCancel(record, { lines, credits }), cancelledAt: at, reason, note };
    if (record.status !== "on-hold") return { ...record, ...ended, status: "cancelled" };
    const { held: _, heldAt: __, reason: ___, ...rest } = record;
    return { ...rest, ...ended, status: "cancelled" };
  },
});
