import { decimal } from "../kernel/decimal.ts";
import { invoice } from "../invoice/invoice.ts";
import { order } from "../order/order.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless, unlessLate } from "./finding.ts";
import type { Owed } from "./invoices.ts";
import type { Sold } from "./orders.ts";
import { minorOf } from "./same.ts";

/** What is owed of an invoice: nobody waits for what was written off, and a deposit is a matter of its own. */
const isOwed = ({ kind, status }: Owed) =>
  kind !== "deposit" && status !== "cancelled" && status !== "written-off";

/** Whether the credits of an invoice know of this event of its order. */
const knows = ({ credits = [] }: Owed, seq: number) =>
  credits.some((credit) => credit.return === seq && credit.from === undefined);

/** What holds when the order's last event is credited, and may be late before. */
function credited(all: readonly Owed[], seq: number, holds: boolean, id: string, text: string): Found[] {
  const found = all.every((owed) => knows(owed, seq)) ? unless : unlessLate;
  return found(holds, "I5", id, text);
}

/** Nothing is owed of what was cancelled before anything of it was delivered. */
function judgeCancelled(deal: Dossier, { id, status, fulfilments }: Sold, all: readonly Owed[]): Found[] {
  if (status !== "cancelled" || fulfilments.length > 0) return [];
  return deal
    .happened("order.cancelled")
    .filter(({ record }) => record === id)
    .flatMap(({ seq }) =>
      all.flatMap((owed) => {
        const left = owed.totals.total.minor - minorOf((owed.credits ?? []).map(({ total }) => total));
        const text = `Its order ${id} was cancelled before anything was delivered, and ${left} of it is still owed`;
        return credited([owed], seq, left <= 0, owed.id, text);
      }),
    );
}

/** What is left of the charges of an invoice. */
const chargesLeft = ({ charges = [], credited: done }: Owed) =>
  minorOf(charges.map(({ amount }) => amount)) - minorOf((done?.charges ?? []).map(({ amount }) => amount));

/**
 * The most of its charges that goes with what was billed and not cancelled: in proportion to the lines, but for the
 * roundings of each line and charge. This is not how bills are reckoned, so that it does not repeat their mistakes.
 */
function mostOf({ lines, charges = [] }: Sold): number {
  const whole = minorOf(lines.map(({ net }) => net));
  const kept = lines.reduce((sum, { net, quantity, billed, cancelled }) => {
    const stays = decimal(billed).minus(cancelled);
    return decimal(quantity).gt(0) ? sum.plus(stays.times(net.minor).div(quantity)) : sum;
  }, decimal(lines.length));
  return minorOf(
    charges.map(({ amount: { minor } }) => {
      const part = whole === 0 ? minor : kept.times(minor).div(whole).plus(1).integerValue().toNumber();
      return { minor: Math.min(minor, part) };
    }),
  );
}

/** No more of the charges is owed than goes with what was not cancelled. */
function judgeRest(deal: Dossier, sold: Sold, all: readonly Owed[]): Found[] {
  if (sold.invoicing !== "on-order") return [];
  const most = mostOf(sold);
  const left = all.reduce((sum, owed) => sum + chargesLeft(owed), 0);
  const text = `Its rest was cancelled, and ${left} of its charges is still owed: no more than ${most} goes with what was delivered`;
  return deal
    .happened("order.rest-cancelled")
    .filter(({ record }) => record === sold.id)
    .flatMap(({ seq }) => credited(all, seq, left <= most, sold.id, text));
}

/** Of an order that has ended nothing is owed but for what was delivered: lines and charges of the rest are credited. */
export function judgeEnded(deal: Dossier): Found[] {
  const byOrder = Map.groupBy(deal.all(invoice), (owed): string | undefined => owed.order);
  return deal.all(order).flatMap((sold) => {
    const all = (byOrder.get(sold.id) ?? []).filter(isOwed);
    return [...judgeCancelled(deal, sold, all), ...judgeRest(deal, sold, all)];
  });
}
