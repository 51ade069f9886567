import { issueCreditNote } from "../credit-note/issue.ts";
import type { BillCredit, Deducted } from "../document/bill.ts";
import { creditReturn } from "../invoice/credit.ts";
import { creditDeposit } from "../invoice/credit-deposit.ts";
import { invoice } from "../invoice/invoice.ts";
import { issueInvoice } from "../invoice/issue.ts";
import { when } from "../kernel/flow.ts";
import { childId, InvoiceId, OrderId } from "../kernel/id.ts";
import { freeDeposit } from "../order/free-deposit.ts";
import { dropInvoice, noteInvoice } from "../order/note-invoice.ts";
import { order } from "../order/order.ts";

export const issueInvoiceOfBill = when(
  "issue-invoice",
  order,
  {
    "order.billed": ({ record, data }) => ({
      id: childId("inv", record, data.bill),
      input: { ...data, order: OrderId.parse(record) },
    }),
  },
  issueInvoice,
  { settled: ["issued", "partly-paid", "overdue", "paid", "written-off", "cancelled"] },
);

interface OfBill {
  readonly order?: string | undefined;
  readonly bill?: number | undefined;
  readonly fulfilment?: number | undefined;
}

// Invoices of before name the delivery that they bill.
function billNote(record: string, { order: id, fulfilment, bill = fulfilment }: OfBill) {
  if (id === undefined || bill === undefined) return [];
  return { id, input: { invoice: InvoiceId.parse(record), bill } };
}

export const noteInvoiceOnOrder = when(
  "note-invoice",
  invoice,
  {
    "invoice.issued": ({ record, data }) => billNote(record, data),
  },
  noteInvoice,
  { settled: [] },
);

export const dropCancelledInvoiceFromOrder = when(
  "drop-invoice",
  invoice,
  {
    // What came back is not billed again.
    "invoice.cancelled": ({ record, data }) => (data.returned === true ? [] : billNote(record, data)),
  },
  dropInvoice,
  { settled: [] },
);

interface Crediting {
  readonly record: string;
  readonly seq: number;
  readonly data: {
    readonly credits?: readonly BillCredit[] | undefined;
    readonly reason?: string | undefined;
    readonly note?: string | undefined;
  };
}

/** What comes off each invoice; the number of the event tells one return from another. */
function creditReturns({ seq, data: { credits = [], reason, note } }: Crediting) {
  return credits.flatMap(({ invoice: id, lines, charges }) => {
    if (id === undefined) return [];
    const parts = { lines: [...lines], ...(charges && { charges: [...charges] }) };
    return [{ id, input: { return: seq, ...parts, reason, note } }];
  });
}

export const creditReturnsOfOrder = when(
  "credit-returns",
  order,
  {
    "order.returned": creditReturns,
    "order.rest-cancelled": creditReturns,
    "order.cancelled": creditReturns,
    "order.deposit-unused": ({ data: { credits }, ...event }) =>
      creditReturns({ ...event, data: { credits } }),
  },
  creditReturn,
  { settled: ["cancelled"] },
);

const rowsOf = (deducted: readonly Deducted[]) =>
  deducted.map(({ taxPercent, taxCategory, amount }) => ({ taxPercent, taxCategory, amount }));

export const freeDepositOfReturn = when(
  "free-deposit",
  invoice,
  {
    // What is credited by hand is billed again, or a matter of its own: then the deposit stays.
    "invoice.credited": ({ data: { order: id, bill, return: nth, deducted = [], stillDeducted: still } }) => {
      const isFreed = nth !== undefined && deducted.length > 0;
      if (!isFreed || id === undefined || bill === undefined || still === undefined) return [];
      return { id, input: { bill, deducting: rowsOf(still), freed: rowsOf(deducted) } };
    },
  },
  freeDeposit,
  { settled: [] },
);

export const creditDepositOfReturn = when(
  "credit-deposit",
  invoice,
  {
    // Invoices of before did not say what they still deduct: what they freed comes off the invoice that they name.
    "invoice.credited": ({ record, data: { deducted = [], stillDeducted, return: nth, reason, note } }) => {
      const isOfBefore = nth !== undefined && stillDeducted === undefined;
      const deposits = new Set(isOfBefore ? deducted.map(({ invoice: id }) => id) : []);
      const from = InvoiceId.parse(record);
      return [...deposits].map((id) => {
        const freed = deducted.filter((each) => each.invoice === id);
        return { id, input: { return: nth ?? 1, from, deducted: freed, reason, note } };
      });
    },
  },
  creditDeposit,
  { settled: ["cancelled"] },
);

export const issueCreditNoteOfCredit = when(
  "issue-credit-note",
  invoice,
  { "invoice.credited": ({ data }) => ({ id: data.creditNote, input: data }) },
  issueCreditNote,
  { settled: ["issued"] },
);
