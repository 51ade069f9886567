import type { CreditNoteTerms } from "../credit-note/credit-note.ts";
import type { CreditTerms } from "../invoice/credited.ts";
import type { InvoiceTerms } from "../invoice/terms.ts";
import type { TaxShare, Totals } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { totalsOf } from "../document/totals.ts";
import { rowKey } from "../invoice/note.ts";
import { formatMoney } from "../kernel/money.ts";
import type * as z from "zod";
import type { SourceCharge, SourceLine, UblSource } from "./source.ts";

/** A credit note as it was issued. */
export type CreditNote = z.output<typeof CreditNoteTerms>;

type Sums = Pick<UblSource, "taxes" | "totals">;

function filled(totals: Totals, taxes: readonly TaxShare[]): Sums {
  const { net, tax, total } = totals;
  const zero = { minor: 0, currency: total.currency };
  const { prepaid = zero, rounding = zero, payable = total } = totals;
  return { taxes, totals: { net, tax, total, prepaid, rounding, payable } };
}

type Summed = Pick<InvoiceTerms, "lines" | "discount" | "charges" | "totals">;

/** The rows of what costs nothing: credit notes of before left them out of their breakdown. */
function freeRows({ lines, charges = [] }: Summed, taxes: readonly TaxShare[], currency: string) {
  const known = new Set(taxes.map(rowKey));
  const free = {
    lines: lines.filter((line) => line.net.minor === 0 && !known.has(taxKey(line))),
    charges: charges.filter((charge) => charge.amount.minor === 0 && !known.has(taxKey(charge))),
  };
  return totalsOf(free, currency)?.taxes ?? [];
}

/** The sums of a document; those of before there were tax breakdowns get theirs from the lines. */
function sumsOf(doc: Summed, currency: string): Sums {
  const { totals } = doc;
  const { taxes = totalsOf(doc, currency)?.taxes ?? [] } = totals;
  return filled(totals, [...taxes, ...freeRows(doc, taxes, currency)]);
}

/** When to pay, in words (EN 16931 BT-20). */
function paymentNote({ dueOn, instalments = [], earlyPayment }: InvoiceTerms): string {
  const parts = instalments.map(({ dueOn: day, amount }) => `${formatMoney(amount)} by ${day}`);
  const due = parts.length === 0 ? `Payable by ${dueOn}` : `Payable in parts: ${parts.join(", ")}`;
  if (earlyPayment === undefined) return due;
  const { until, percent, amount } = earlyPayment;
  return `${due}; ${percent} % (${formatMoney(amount)}) off if all is paid by ${until}`;
}

/** What an invoice is written from. */
export function ofInvoice(invoice: InvoiceTerms): UblSource {
  const { currency, lines, charges = [] } = invoice;
  return {
    ...invoice,
    type: invoice.kind === "deposit" ? "386" : "380",
    paymentNote: paymentNote(invoice),
    lines,
    charges,
    ...sumsOf(invoice, currency),
  };
}

/** A line whose price is lowered while its quantity stays sold is credited as one times the amount. */
function creditLine(line: CreditTerms["lines"][number]): SourceLine {
  if (line.byAmount !== true) return line;
  const { unit: _, discountAmount: __, ...kept } = line;
  return { ...kept, quantity: "1", unitPrice: priceOf(line.net), discountPercent: "0" };
}

/** A money amount as a unit price. */
function priceOf(amount: SourceCharge["amount"]): string {
  return formatMoney(amount).split(" ")[0] ?? "0";
}

/** A credited charge as a line, for a credit note that has none (EN 16931 BR-16: at least one line). */
function chargeLine(charge: SourceCharge, index: number): SourceLine {
  const { description, amount, ...taxed } = charge;
  const price = { quantity: "1", unitPrice: priceOf(amount), discountPercent: "0" };
  return { ...taxed, ...price, line: index + 1, description, net: amount };
}

/** What a credit note is written from. */
export function ofCreditNote(credit: CreditNote): UblSource {
  const { invoiceNumber, invoiceIssuedOn, currency, charges = [], reason, note } = credit;
  const withLines = credit.lines.length > 0;
  return {
    ...credit,
    type: "381",
    note: [reason, note].filter((text) => text !== undefined).join(": ") || undefined,
    preceding: { number: invoiceNumber, issuedOn: invoiceIssuedOn },
    lines: withLines ? credit.lines.map(creditLine) : charges.map(chargeLine),
    charges: withLines ? charges : [],
    ...sumsOf(credit, currency),
  };
}
