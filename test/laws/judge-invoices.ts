import type * as z from "zod";
import { creditNote } from "../../domain/credit-note/credit-note.ts";
import type { TaxShare, Totals } from "../../domain/document/line.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { type Decimal, decimal } from "../../domain/kernel/decimal.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Meta } from "../../domain/kernel/record.ts";
import { order } from "../../domain/order/order.ts";
import type { Memory } from "../support/memory.ts";
import { billsOf } from "./judge-orders.ts";
import { same, unless, type Verdict } from "./verdict.ts";

type Owed = z.output<typeof invoice.record> & Meta;
type Credited = z.output<typeof creditNote.record> & Meta;

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);

/** Whether a row of a tax breakdown is its lines, less its discount, with its charges, taxed to less than one minor unit. */
function isRow({ lines, discount, charges, taxable, tax, percent }: TaxShare): boolean {
  const exact = decimal(taxable.minor).times(percent).shiftedBy(-2);
  const far = exact.minus(tax.minor).abs();
  return lines.minor - discount.minor + charges.minor === taxable.minor && far.lt(1.5);
}

function judgeSums(id: string, totals: Totals, lines: readonly { net: { minor: number } }[]): Verdict {
  const { net, tax, total, payable = total, prepaid, rounding, taxes = [] } = totals;
  const due = total.minor - (prepaid?.minor ?? 0) + (rounding?.minor ?? 0);
  const sums = [
    sumOf(lines.map((line) => line.net.minor)) === sumOf(taxes.map((row) => row.lines.minor)),
    net.minor === sumOf(taxes.map((row) => row.taxable.minor)),
    tax.minor === sumOf(taxes.map((row) => row.tax.minor)),
    net.minor + tax.minor === total.minor,
    payable.minor === due,
    taxes.every(isRow),
  ];
  return unless(!sums.includes(false), `${id} does not add up: ${sums.join(" ")}`);
}

/** One invoice for each bill of an order, with just what was billed; and the order knows which of them stand. */
function judgeBills(memory: Memory): Verdict {
  return memory.all(order).flatMap((sold) => {
    const own = memory.all(invoice).filter((each) => each.order === sold.id);
    const bills = billsOf(memory, sold.id);
    const ids = bills.map(({ bill }) => childId("inv", sold.id, bill));
    // What came back whole is cancelled as well, but not billed again: the order keeps its note.
    const dropped = new Set(
      memory.log
        .filter(({ type, data }) => type === "invoice.cancelled" && data["returned"] !== true)
        .map(({ record }) => record),
    );
    const noted = sold.bills.flatMap((each) => each.invoice ?? []);
    const standing = own.filter(({ id }) => !dropped.has(id)).map(({ id }) => id);
    return [
      ...unless(
        same(own.map(({ id }) => id).toSorted(), ids.toSorted()),
        `${sold.id} has other invoices than bills`,
      ),
      ...unless(
        same(noted.toSorted(), standing.toSorted()),
        `${sold.id} has noted other invoices than there are`,
      ),
      ...bills.flatMap(({ bill, lines, totals, currency, discount, charges }) => {
        const made = own.find((each) => each.bill === bill);
        const wanted = [lines, totals, currency, discount, charges, sold.deal];
        const got = made && [made.lines, made.totals, made.currency, made.discount, made.charges, made.deal];
        return unless(same(got, wanted), `${sold.id} bill ${bill} is another one than its invoice`);
      }),
    ];
  });
}

/** One credit note for each credit; together never more than the invoice, and all of it when that is cancelled. */
function judgeCredits(memory: Memory, owed: Owed): Verdict {
  const notes = memory.all(creditNote).filter((each) => each.invoice === owed.id);
  const wanted = (owed.credits ?? []).map((each) => [each.creditNote, each.total.minor]);
  const made = notes.map((each) => [each.id, each.totals.total.minor]);
  const credited = sumOf(notes.map((each) => each.totals.total.minor));
  const tax = sumOf(notes.map((each) => each.totals.tax.minor));
  const { totals, status } = owed;
  const all = credited === totals.total.minor && tax === totals.tax.minor;
  const byId = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
  return [
    ...unless(
      same(made.toSorted(byId), wanted.toSorted(byId)),
      `${owed.id} has other credit notes than credits`,
    ),
    ...unless(
      credited <= totals.total.minor && tax <= totals.tax.minor,
      `${owed.id} is credited beyond its sums`,
    ),
    ...unless(
      status !== "cancelled" || all,
      `${owed.id} is cancelled, ${credited} of ${totals.total.minor} credited`,
    ),
    ...notes.flatMap((note) => judgeNote(note, owed)),
    ...owed.lines.flatMap((line) => {
      const parts = notes.flatMap((note) => note.lines.filter((part) => part.line === line.line));
      const goods = parts.filter((part) => part.byAmount !== true);
      const quantity = goods.reduce<Decimal>((sum, part) => sum.plus(part.quantity), decimal(0));
      const net = sumOf(parts.map((part) => part.net.minor));
      return unless(
        quantity.lte(line.quantity) && net <= line.net.minor,
        `${owed.id} line ${line.line}: ${quantity.toFixed()} for ${net} credited of ${line.quantity} for ${line.net.minor}`,
      );
    }),
  ];
}

function judgeNote(note: Credited, owed: Owed): Verdict {
  const { id, invoiceNumber, invoiceIssuedOn, deal, currency, seller, buyer } = note;
  return [
    ...judgeSums(id, note.totals, note.lines),
    ...unless(
      same(
        [invoiceNumber, invoiceIssuedOn, deal, currency, seller, buyer],
        [owed.number, owed.issuedOn, owed.deal, owed.currency, owed.seller, owed.buyer],
      ),
      `${id} says other things than its invoice`,
    ),
  ];
}

/** What takes something off an order's invoices. */
const takes = new Set(["order.returned", "order.rest-cancelled", "order.cancelled", "order.deposit-unused"]);

/** What came back or was cancelled of an order is credited, unless something of the invoice was credited otherwise. */
function judgeReturns(memory: Memory): Verdict {
  const asked = memory.log.filter(({ type }) => takes.has(type));
  return memory.all(invoice).flatMap(({ id, status, order: of, credits = [] }) => {
    if (status === "cancelled" || credits.length > 0) return [];
    return asked
      .filter(
        ({ record, data }) => record === of && JSON.stringify(data["credits"] ?? []).includes(`"${id}"`),
      )
      .map((event) => `${id} is not credited for ${event.id}`);
  });
}

/** How an invoice stands follows from what moved on it. */
function judgeBalance(owed: Owed): Verdict {
  const {
    id,
    status,
    totals,
    payments,
    refunds = [],
    paid,
    refunded,
    balance,
    credit,
    credited,
    discounted,
  } = owed;
  const payable = (totals.payable ?? totals.total).minor;
  const sums = [
    paid.minor === sumOf(payments.map(({ amount }) => amount.minor)),
    (refunded?.minor ?? 0) === sumOf(refunds.map(({ amount }) => amount.minor)),
    balance.minor === 0 || (credit?.minor ?? 0) === 0,
  ];
  const due = payable - (credited?.payable.minor ?? 0) - paid.minor + (refunded?.minor ?? 0);
  const written = owed.writtenOff?.minor ?? 0;
  const plain = balance.minor === Math.max(0, due - written) && (credit?.minor ?? 0) === Math.max(0, -due);
  const settled = ["paid", "written-off", "cancelled"].includes(status);
  return [
    ...unless(!sums.includes(false), `${id} has another balance than its payments: ${sums.join(" ")}`),
    ...unless(discounted !== undefined || plain, `${id} has ${balance.minor} open, ${due - written} due`),
    ...unless(settled === (balance.minor === 0), `${id} is ${status} with ${balance.minor} open`),
    ...unless(status !== "issued" || paid.minor === 0, `${id} is issued with ${paid.minor} paid`),
    ...unless(status !== "partly-paid" || paid.minor > 0, `${id} is partly paid with nothing paid`),
  ];
}

/** One invoice for each bill, credited by what came back, never beyond its sums. */
export function judgeInvoices(memory: Memory): Verdict {
  return [
    ...judgeBills(memory),
    ...judgeReturns(memory),
    ...memory
      .all(invoice)
      .flatMap((owed) => [
        ...judgeSums(owed.id, owed.totals, owed.lines),
        ...judgeCredits(memory, owed),
        ...judgeBalance(owed),
      ]),
  ];
}

/** Numbers without gaps and doubles, year by year, in both series. */
export function judgeBooks(memory: Memory): Verdict {
  const numbers = [...memory.all(invoice), ...memory.all(creditNote)].map(({ number }) => number);
  const years = Map.groupBy(numbers, (number) => number.slice(0, number.lastIndexOf("-")));
  return [...years].flatMap(([year, given]) => {
    const wanted = given.map((_, index) => `${year}-${String(index + 1).padStart(6, "0")}`);
    return unless(same(given.toSorted(), wanted), `${year} has gaps or doubles`);
  });
}
