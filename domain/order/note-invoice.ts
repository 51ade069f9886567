import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { InvoiceId } from "../kernel/id.ts";
import { withInvoice, withoutInvoice } from "./billing.ts";
import { depositCredit } from "./deposit.ts";
import { order } from "./order.ts";
import { invoicedOf } from "./settled.ts";
import { customerOf } from "./terms.ts";

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

/** May come before the invoice was noted: then it never will be. What came back of the bill is not deducted again, and a deposit of which nothing is left holds the order up no more. */
export const dropInvoice = order.action("drop-invoice", {
  summary: "Note that the invoice of a bill was cancelled",
  roles: [],
  from: ANY,
  input: BillNoted,
  decide(record, data) {
    const known = record.bills.find(({ bill }) => bill === data.bill);
    if (known === undefined || known.cancelledInvoice === data.invoice) return accept([]);
    const after = { ...record, bills: withoutInvoice(record, data.bill, data.invoice) };
    const credits = depositCredit(record.id, record, after);
    const dropped = { type: "order.invoice-cancelled", data } as const;
    const unused = { type: "order.deposit-unused", data: { ...customerOf(record), credits } } as const;
    const isOpen = record.status === "fulfilled" || record.status === "invoiced";
    const ended = isOpen && known.kind === "deposit" ? invoicedOf(after) : [];
    return accept([dropped, ...(credits.length > 0 ? [unused] : []), ...ended]);
  },
});
