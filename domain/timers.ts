import { nextDueOn } from "./invoice/due.ts";
import { invoice } from "./invoice/invoice.ts";
import { markOverdue } from "./invoice/settle.ts";
import { addDays, LAST_DAY } from "./kernel/day.ts";
import { type Timer, timer } from "./kernel/timer.ts";
import { lead } from "./lead/lead.ts";
import { missResponse } from "./lead/response.ts";
import { expireQuote } from "./quote/end.ts";
import { giveWaiting } from "./team/give.ts";
import { team } from "./team/team.ts";
import { quote } from "./quote/quote.ts";

/** What is good until the end of a day has its turn on the next; what is good without end has none. */
const dayAfter = (day: string | undefined) =>
  day === undefined || day === LAST_DAY ? undefined : { day: addDays(day, 1) };

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

/** Somebody must have been in touch with a new lead by an instant. */
export const missFirstResponse = timer(
  "miss-response",
  lead,
  {
    set: {
      "lead.captured": ({ data: { respondBy } }) =>
        respondBy === undefined ? undefined : { instant: respondBy },
    },
    clear: ["lead.contacted", "lead.qualified", "lead.disqualified", "lead.merged"],
  },
  missResponse,
);

const woken = ({ data: { wakeAt } }: { readonly data: { readonly wakeAt?: string | undefined } }) =>
  wakeAt === undefined ? undefined : { instant: wakeAt };

/** Leads wait for somebody to work, to be free or to join: each event says when the next of them can be given. */
export const giveWaitingLeads = timer(
  "give-waiting",
  team,
  {
    set: { "team.queued": woken, "team.gave": woken, "team.ended": woken, "team.changed": woken },
    clear: "never",
  },
  giveWaiting,
);

/**
 * What time brings: the days and instants at which something is asked of a record by nobody. Whether its time has come is
 * decided by the action itself: a timer that is early, late, twice or lost changes nothing of the rules.
 */
export const timers: readonly Timer[] = [
  expireSentQuote,
  markInvoiceOverdue,
  missFirstResponse,
  giveWaitingLeads,
];
