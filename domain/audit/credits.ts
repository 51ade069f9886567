import type * as z from "zod";
import { creditNote } from "../credit-note/credit-note.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Meta } from "../kernel/record.ts";
import { invoice } from "../invoice/invoice.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless, unlessLate } from "./finding.ts";
import type { Owed } from "./invoices.ts";
import { minorOf, same, sumOf } from "./same.ts";
import { judgeSums } from "./sums.ts";

type Note = z.output<typeof creditNote.record> & Meta;

/** One credit note for each credit of an invoice, over just that. */
function judgeNotes({ id, credits = [] }: Owed, notes: readonly Note[]): Found[] {
  const byId = new Map<string, Note>(notes.map((each) => [each.id, each]));
  const wanted = new Set<string>(credits.map(({ creditNote: of }) => of));
  return [
    ...credits.flatMap(({ credit, creditNote: of, total }) => {
      const made = byId.get(of);
      if (made === undefined) return unlessLate(false, "I4", id, `Credit ${credit} has no credit note ${of}`);
      const { minor } = made.totals.total;
      return unless(
        minor === total.minor,
        "I5",
        of,
        `It is over ${minor}, credit ${credit} over ${total.minor}`,
      );
    }),
    ...notes.flatMap((note) =>
      unless(wanted.has(note.id), "I4", note.id, `It is of no credit that the invoice ${id} knows`),
    ),
  ];
}

/** A credit note says of its invoice what that says. */
function judgeNote(note: Note, owed: Owed): Found[] {
  const { id, invoiceNumber, invoiceIssuedOn, deal, currency, seller, buyer } = note;
  const said = [invoiceNumber, invoiceIssuedOn, deal, currency, seller, buyer];
  const wanted = [owed.number, owed.issuedOn, owed.deal, owed.currency, owed.seller, owed.buyer];
  return [
    ...judgeSums({ ...note, off: decimal(note.discount?.amount.minor ?? 0) }, false),
    ...unless(same(said, wanted), "I4", id, `It says other things of its invoice ${owed.id} than that says`),
  ];
}

/** Together never more than the invoice, and all of it when that is cancelled. */
function judgeWhole(deal: Dossier, owed: Owed): Found[] {
  const all = deal.told(invoice, owed.id, "invoice.credited");
  const { id, totals, status, credits = [] } = owed;
  const credited = minorOf(all.map((each) => each.totals.total));
  const tax = minorOf(all.map((each) => each.totals.tax));
  const finds = (holds: boolean, text: string) => unless(holds, "I5", id, text);
  const of = `${credited} with a tax of ${tax} credited of ${totals.total.minor} with ${totals.tax.minor}`;
  const whole = credited === totals.total.minor && tax === totals.tax.minor;
  return [
    ...finds(all.length === credits.length, `It knows ${credits.length} credits of ${all.length}`),
    ...finds(
      credited <= totals.total.minor && tax <= totals.tax.minor,
      `It is credited beyond its sums: ${of}`,
    ),
    ...finds(status !== "cancelled" || whole, `It is cancelled: ${of}`),
    ...owed.lines.flatMap((line) => {
      const parts = all.flatMap(({ lines }) => lines.filter((part) => part.line === line.line));
      const quantity = sumOf(parts.filter((part) => part.byAmount !== true).map((part) => part.quantity));
      const net = minorOf(parts.map((part) => part.net));
      const taken = `${quantity.toFixed()} for ${net} credited of ${line.quantity} for ${line.net.minor}`;
      return finds(quantity.lte(line.quantity) && net <= line.net.minor, `Line ${line.line}: ${taken}`);
    }),
  ];
}

/** What takes something off an order's invoices. */
const takes = ["order.returned", "order.rest-cancelled", "order.cancelled", "order.deposit-unused"] as const;

/** What came back or was cancelled of an order is credited, unless something of the invoice was credited otherwise. */
function judgeReturns(deal: Dossier, invoices: readonly Owed[]): Found[] {
  const asked = deal.happened(...takes);
  return invoices.flatMap(({ id, status, order: of, credits = [] }) => {
    if (status === "cancelled" || credits.length > 0) return [];
    return asked
      .filter(
        ({ record, data }) => record === of && JSON.stringify(data["credits"] ?? []).includes(`"${id}"`),
      )
      .flatMap((event) => unlessLate(false, "I4", id, `It is not credited for ${event.type} ${event.id}`));
  });
}

/** One credit note for each credit; never more credited than invoiced. */
export function judgeCredits(deal: Dossier): Found[] {
  const invoices = deal.all(invoice);
  const byId = new Map<string, Owed>(invoices.map((each) => [each.id, each]));
  const notes = Map.groupBy(deal.all(creditNote), (each): string => each.invoice);
  return [
    ...judgeReturns(deal, invoices),
    ...invoices.flatMap((owed) => [...judgeNotes(owed, notes.get(owed.id) ?? []), ...judgeWhole(deal, owed)]),
    ...[...notes].flatMap(([id, own]) => {
      const owed = byId.get(id);
      if (owed !== undefined) return own.flatMap((note) => judgeNote(note, owed));
      return own.flatMap((note) => unless(false, "I4", note.id, `Its invoice ${id} is not there`));
    }),
  ];
}
