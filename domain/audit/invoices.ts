import type * as z from "zod";
import { decimal } from "../kernel/decimal.ts";
import { childId } from "../kernel/id.ts";
import type { Meta } from "../kernel/record.ts";
import { invoice } from "../invoice/invoice.ts";
import { order } from "../order/order.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless, unlessLate } from "./finding.ts";
import { billsOf, isOfBefore, type Sold } from "./orders.ts";
import { minorOf, same } from "./same.ts";
import { judgeSums } from "./sums.ts";

/** An invoice as it is. */
export type Owed = z.output<typeof invoice.record> & Meta;

/** One invoice for each bill of an order, with just what was billed. */
function judgeBills(deal: Dossier, sold: Sold, own: readonly Owed[]): Found[] {
  const bills = billsOf(deal, sold.id);
  const byId = new Map<string, Owed>(own.map((each) => [each.id, each]));
  const wanted = new Set<string>(bills.map(({ bill }) => childId("inv", sold.id, bill)));
  return [
    ...own.flatMap(({ id, bill }) =>
      unless(wanted.has(id), "I4", id, `It is a second invoice, or of no bill of ${sold.id} (bill ${bill})`),
    ),
    ...bills.flatMap(({ bill, lines, totals, currency, discount, charges }) => {
      const id = childId("inv", sold.id, bill);
      const made = byId.get(id);
      if (made === undefined) return unlessLate(false, "I4", sold.id, `Bill ${bill} has no invoice ${id}`);
      const billed = [lines, totals, currency, discount, charges];
      const issued = [made.lines, made.totals, made.currency, made.discount, made.charges];
      return [
        ...unless(same(issued, billed), "I5", id, `It has other amounts than bill ${bill} of ${sold.id}`),
        ...unless(
          made.bill === bill && made.deal === sold.deal,
          "I4",
          id,
          `It is not of bill ${bill} of ${sold.id}`,
        ),
      ];
    }),
  ];
}

/** The order knows which of its invoices stand. */
function judgeNotes(deal: Dossier, sold: Sold, own: readonly Owed[]): Found[] {
  // What came back whole is cancelled as well, but not billed again: the order keeps its note.
  const dropped = (id: string) =>
    deal.told(invoice, id, "invoice.cancelled").some(({ returned }) => returned !== true);
  const noted = new Set<string>(sold.bills.flatMap((each) => each.invoice ?? []));
  const ids = new Set<string>(own.map(({ id }) => id));
  return [
    ...own.flatMap(({ id }) =>
      unlessLate(
        noted.has(id) !== dropped(id),
        "I4",
        sold.id,
        `It does not know how its invoice ${id} stands`,
      ),
    ),
    ...[...noted].flatMap((id) =>
      unless(ids.has(id), "I4", sold.id, `It names the invoice ${id}, which is not there`),
    ),
  ];
}

/** How an invoice stands follows from what moved on it: never more paid than owed, but for what is kept as the customer's. */
function judgeBalance(owed: Owed): Found[] {
  const { id, status, totals, payments, refunds = [], paid, refunded, credited, discounted } = owed;
  const [balance, credit] = [owed.balance.minor, owed.credit?.minor ?? 0];
  const payable = (totals.payable ?? totals.total).minor;
  const left = payable - (credited?.payable.minor ?? 0);
  const letOff = discounted === undefined || left <= 0 ? 0 : shareOf(discounted, left);
  const due = left - letOff - paid.minor + (refunded?.minor ?? 0);
  const open = Math.max(0, due - (owed.writtenOff?.minor ?? 0));
  const settled = ["paid", "written-off", "cancelled"].includes(status);
  const [moved, back] = [
    minorOf(payments.map(({ amount }) => amount)),
    minorOf(refunds.map(({ amount }) => amount)),
  ];
  const finds = (holds: boolean, text: string) => unless(holds, "I5", id, text);
  const stands = (holds: boolean, text: string) => unless(holds, "I6", id, text);
  return [
    ...finds(paid.minor === moved, `It says ${paid.minor} paid, its payments come to ${moved}`),
    ...finds(
      (refunded?.minor ?? 0) === back,
      `It says ${refunded?.minor} paid back, its refunds come to ${back}`,
    ),
    ...finds(status === "cancelled" || balance === open, `It has ${balance} open, and ${open} is owed`),
    ...finds(
      credit === Math.max(0, -due),
      `${Math.max(0, -due)} is paid too much, and ${credit} kept for it`,
    ),
    ...stands(settled === (balance === 0), `It is ${status} with ${balance} open`),
    ...stands(status !== "issued" || paid.minor === 0, `It is issued with ${paid.minor} paid`),
    ...stands(status !== "partly-paid" || paid.minor > 0, "It is partly paid with nothing paid"),
  ];
}

/** What an early payment has let off of what is left, rounded half up. */
function shareOf({ amount, of }: NonNullable<Owed["discounted"]>, left: number): number {
  if (of.minor === 0) return 0;
  return decimal(amount.minor).times(left).div(of.minor).integerValue().toNumber();
}

const offOf = ({ discount, deposit }: Owed) =>
  discount === undefined || "amount" in discount
    ? decimal(discount?.amount.minor ?? 0).plus(deposit?.minor ?? 0)
    : undefined;

/** One invoice for each bill, known to its order, that adds up and is never paid beyond what is owed. */
export function judgeInvoices(deal: Dossier): Found[] {
  const all = deal.all(invoice);
  const byOrder = Map.groupBy(all, (each): string | undefined => each.order);
  return [
    ...deal.all(order).flatMap((sold) => {
      const own = byOrder.get(sold.id) ?? [];
      return isOfBefore(deal, sold.id)
        ? []
        : [...judgeBills(deal, sold, own), ...judgeNotes(deal, sold, own)];
    }),
    ...all.flatMap((owed) => [...judgeSums({ ...owed, off: offOf(owed) }, false), ...judgeBalance(owed)]),
  ];
}
