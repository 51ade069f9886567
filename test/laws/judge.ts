import type * as z from "zod";
import { familyOf } from "../../domain/kernel/id.ts";
import { lead } from "../../domain/lead/lead.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { order } from "../../domain/order/order.ts";
import { quote } from "../../domain/quote/quote.ts";
import type { Memory } from "../support/memory.ts";
import { netOf, sumsOfDocument } from "./arithmetic.ts";
import { judgeBooks, judgeInvoices } from "./judge-invoices.ts";
import { judgeBilling, judgeOrders } from "./judge-orders.ts";
import { same, unless, type Verdict } from "./verdict.ts";

/** Each record is the fold of its events, which are numbered without gaps and say what their contract says, no more. */
export function judgeHistory(memory: Memory): Verdict {
  return memory.records().flatMap(({ stage, stored }) => {
    const events = memory.log.filter(({ record }) => record === stored.id);
    return [
      ...unless(same(stage.fold(events), stored.state), `${stored.id} is not the fold of its events`),
      ...unless(stored.version === events.length, `${stored.id} has another version than events`),
      ...events.flatMap((event, index) => [
        ...unless(
          event.seq === index + 1 && event.id === `${stored.id}#${index + 1}`,
          `${event.id} is out of order`,
        ),
        // What was added to a record is in that record's deal from then on.
        ...unless(
          event.deal === stored.deal || (stage.name === "submission" && index + 1 < events.length),
          `${event.id} is of another deal`,
        ),
        ...unless(
          same(stage.events[event.type]?.data.parse(event.data), event.data),
          `${event.id} ${event.type} says more than its contract`,
        ),
        ...unless(
          stage.tell(event).length > 8,
          `${event.id} ${event.type} has no sentence: ${stage.tell(event)}`,
        ),
      ]),
    ];
  });
}

type Sold = Pick<z.output<typeof quote.record>, "lines" | "discount" | "charges" | "totals">;

/** Net, tax and total as whole numbers give them. */
function wantedSums({ lines, discount, charges = [] }: Sold): number[] {
  const taxOfRow = (row: { taxPercent: string; taxCategory?: string | undefined }) => ({
    taxPercent: row.taxPercent,
    taxCategory: row.taxCategory ?? "",
  });
  const sums = sumsOfDocument({
    lines: lines.map((line) => ({ ...taxOfRow(line), net: line.net.minor })),
    charges: charges.map((charge) => ({ ...taxOfRow(charge), amount: charge.amount.minor })),
    discount: discount && ("amount" in discount ? { amount: discount.amount.minor } : discount),
    prepaid: 0,
    coin: 1,
  });
  return [sums?.["net"] ?? -1, sums?.["tax"] ?? -1, sums?.["total"] ?? -1];
}

/** What a document says adds up, in its one currency. */
export function judgeTotals(memory: Memory): Verdict {
  const documents = [...memory.all(opportunity), ...memory.all(quote), ...memory.all(order)];
  return documents.flatMap((document) => {
    const { id, lines, totals, currency } = document;
    const wanted = wantedSums(document);
    const amounts = [totals.net, totals.tax, totals.total, ...lines.map((line) => line.net)];
    return [
      ...unless(
        same([totals.net.minor, totals.tax.minor, totals.total.minor], wanted),
        `${id} does not add up to ${wanted.join(", ")}`,
      ),
      ...unless(
        amounts.every((amount) => amount.currency === currency),
        `${id} mixes currencies`,
      ),
      ...lines
        .map((line) => ({ line, wanted: netOf(line, currency) - (line.discountAmount?.minor ?? 0) }))
        .filter(({ line, wanted }) => line.net.minor !== wanted)
        .map(({ line, wanted }) => `${id} line ${line.line} is not ${wanted}`),
    ];
  });
}

/** The opportunity knows its quotes as they are; a closed one has none that is open, and an accepted quote has won it. */
export function judgeOpportunities(memory: Memory): Verdict {
  return memory.all(opportunity).flatMap((deal) => {
    const quotes = memory.all(quote).filter((each) => each.opportunity === deal.id);
    const latest = new Map(
      quotes.toSorted((a, b) => a.revision - b.revision).map((each) => [familyOf(each.id), each]),
    );
    const open = quotes.filter(({ status }) => ["draft", "in-approval", "sent"].includes(status));
    const reopened = memory.log.some(
      ({ record, type }) => record === deal.id && type === "opportunity.reopened",
    );
    const sold = quotes.flatMap((each) => (each.status === "accepted" ? each.order : []));
    const named = deal.status === "won" ? [deal.order ?? [], deal.moreOrders ?? []].flat() : [];
    return [
      ...unless(
        deal.quotes.length === latest.size,
        `${deal.id} knows ${deal.quotes.length} of ${latest.size} quotes`,
      ),
      ...deal.quotes.flatMap((note) => {
        const real = latest.get(familyOf(note.quote));
        const noted = [note.quote, note.status, note.revision, note.total];
        const true_ = real && [real.id, real.status, real.revision, real.totals.total];
        // Changes that the opportunity need not know of, such as another owner, are not noted.
        return unless(
          same(noted, true_) && note.seq <= (real?.version ?? 0),
          `${deal.id} knows ${note.quote} as ${note.status}, it is ${real?.status}`,
        );
      }),
      ...unless(
        open.length === 0 || deal.status === "open" || deal.status === "on-hold",
        `${deal.id} is ${deal.status} with open quotes`,
      ),
      ...unless(
        open.every(({ currency }) => currency === deal.currency),
        `${deal.id} has an open quote in another currency`,
      ),
      ...unless(
        reopened || same(named.toSorted(), sold.toSorted()),
        `${deal.id} is ${deal.status} and names ${named.length} of ${sold.length} orders`,
      ),
      ...unless(
        quotes.every((each) => each.deal === deal.deal),
        `${deal.id} has a quote of another deal`,
      ),
    ];
  });
}

/** Every id that was promised is there: what a lead became, and the next revision of a quote, which counts on. */
export function judgePromises(memory: Memory): Verdict {
  const ids = new Set(memory.records().map(({ stored }) => stored.id));
  const ofLeads = memory
    .all(lead)
    .flatMap(({ account, contact, opportunity: deal }) => [account, contact, deal]);
  const ofQuotes = memory.all(quote).map((each) => (each.status === "revised" ? each.revisedBy : undefined));
  const revisions = memory.all(quote).flatMap((each) => {
    const before = memory.all(quote).find(({ id }) => id === each.revisionOf);
    const wanted = (before?.revision ?? 0) + 1;
    return unless(each.revision === wanted, `${each.id} is revision ${each.revision}, not ${wanted}`);
  });
  const promised = [...ofLeads, ...ofQuotes].filter((id) => id !== undefined);
  const missing = promised.flatMap((id) => unless(ids.has(id), `${id} was promised and is not there`));
  return [...missing, ...revisions];
}

/** All that must hold when nothing waits any more. */
export function judge(memory: Memory): Verdict {
  const laws = [
    judgeHistory,
    judgeTotals,
    judgeOrders,
    judgeBilling,
    judgeInvoices,
    judgeBooks,
    judgeOpportunities,
    judgePromises,
  ];
  return laws.flatMap((law) => law(memory));
}
