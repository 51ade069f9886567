import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { InvoiceId } from "../kernel/id.ts";
import { withInvoice } from "./billing.ts";
import { order } from "./order.ts";
import { invoicedOf } from "./settled.ts";

const BillNoted = z.strictObject({ invoice: InvoiceId, bill: z.int().min(1) });
const ANY = ["placed", "on-hold", "partly-fulfilled", "fulfilled", "invoiced", "cancelled"] as const;

/** What is told of an invoice may come late, or again after it was cancelled: only the first time counts. */
export const noteInvoice = order.action("note-invoice", {
  summary: "Note the invoice of a bill; the order is invoiced when all is fulfilled and invoiced",
  roles: [],
  from: ANY,
  input: BillNoted,
  decide(record, { invoice, bill }) {
    const known = record.bills.find((each) => each.bill === bill);
    if (known === undefined || known.invoice === invoice || known.cancelledInvoice === invoice) {
      return accept([]);
    }
    const noted = { type: "order.invoice-noted", data: { invoice, bill } } as const;
    if (record.status !== "fulfilled") return accept(noted);
    return accept([noted, ...invoicedOf({ ...record, bills: withInvoice(record.bills, bill, invoice) })]);
  },
});

/** May come before the invoice was noted: then it never will be. */
export const dropInvoice = order.action("drop-invoice", {
  summary: "Note that the invoice of a bill was cancelled",
  roles: [],
  from: ANY,
  input: BillNoted,
  decide({ bills }, data) {
    const known = bills.find(({ bill }) => bill === data.bill);
    return known === undefined || known.cancelledInvoice === data.invoice
      ? accept([])
      : accept({ type: "order.invoice-cancelled", data });
  },
});
