import { nextDueOn } from "./invoice/due.ts";
import { invoice } from "./invoice/invoice.ts";
import { markOverdue } from "./invoice/settle.ts";
import { addDays } from "./kernel/day.ts";
import { type Timer, timer } from "./kernel/timer.ts";
import { expireQuote } from "./quote/end.ts";
import { quote } from "./quote/quote.ts";

/** What is good until the end of a day has its turn on the next. */
const dayAfter = (day: string | undefined) => (day === undefined ? undefined : addDays(day, 1));

/** A quote lapses on the day after the last one on which it may be accepted. */
export const expireSentQuote = timer(
  "expire-quote",
  quote,
  {
    set: { "quote.sent": ({ data }) => dayAfter(data.validUntil) },
    clear: ["quote.accepted", "quote.declined", "quote.revised", "quote.cancelled"],
  },
  expireQuote,
);

interface Standing {
  readonly overdue?: boolean | undefined;
  readonly nextDueOn?: string | undefined;
}

/** What is overdue already needs no timer before that is settled. */
const nextTurn = ({ data }: { readonly data: Standing }) =>
  data.overdue === true ? undefined : dayAfter(data.nextDueOn);

/** An invoice is overdue on the day after a part of it was due: each payment and credit names the part that is next. */
export const markInvoiceOverdue = timer(
  "mark-overdue",
  invoice,
  {
    set: {
      "invoice.issued": ({ data }) => dayAfter(nextDueOn(data)),
      "invoice.payment-received": nextTurn,
      "invoice.credited": nextTurn,
    },
    clear: ["invoice.paid", "invoice.written-off", "invoice.cancelled"],
  },
  markOverdue,
);

/**
 * What time brings: the days on which something is asked of a record by nobody. Whether the day has come is decided by
 * the action itself, on the organisation's day: a timer that is early, late, twice or lost changes nothing of the rules.
 */
export const timers: readonly Timer[] = [expireSentQuote, markInvoiceOverdue];
