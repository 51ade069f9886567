import { isDeepStrictEqual } from "node:util";
import { familyOf } from "../../domain/kernel/id.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { lead } from "../../domain/lead/lead.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { order } from "../../domain/order/order.ts";
import { quote } from "../../domain/quote/quote.ts";
import type { Memory } from "../support/memory.ts";
import { netOf, scaled, sumOf, taxOf } from "./arithmetic.ts";

/** What is wrong, in words; nothing when all is well. */
type Verdict = string[];

const same = (a: unknown, b: unknown) => isDeepStrictEqual(json(a), json(b));
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const unless = (holds: boolean, words: string): Verdict => (holds ? [] : [words]);

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
        ...unless(event.deal === stored.deal, `${event.id} is of another deal`),
        ...unless(
          same(stage.events[event.type]?.data.parse(event.data), event.data),
          `${event.id} ${event.type} says more than its contract`,
        ),
        ...unless(stage.tell(event).length > 10, `${event.id} has no sentence`),
      ]),
    ];
  });
}

/** What a document says adds up, in its one currency. */
export function judgeTotals(memory: Memory): Verdict {
  const documents = [
    ...memory.all(opportunity),
    ...memory.all(quote),
    ...memory.all(order),
    ...memory.all(invoice),
  ];
  return documents.flatMap(({ id, lines, totals, currency }) => {
    const net = lines.reduce((sum, line) => sum + line.net.minor, 0);
    const tax = taxOf(lines);
    const wanted = [net, tax, net + tax];
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
      ...(id.startsWith("inv_") ? [] : lines)
        .filter((line) => line.net.minor !== netOf(line, currency))
        .map((line) => `${id} line ${line.line} is not ${netOf(line, currency)}`),
    ];
  });
}

/** One order for each accepted quote, with its terms; and no other orders. */
export function judgeOrders(memory: Memory): Verdict {
  const orders = memory.all(order);
  const accepted = memory.all(quote).filter((each) => each.status === "accepted");
  return [
    ...unless(
      orders.length === accepted.length,
      `${accepted.length} quotes accepted, ${orders.length} orders placed`,
    ),
    ...accepted.flatMap((sold) => {
      const placed = orders.find(({ id }) => sold.status === "accepted" && id === sold.order);
      if (placed === undefined) return [`${sold.id} has no order`];
      const terms = placed.lines.map((line) => ({ ...line, fulfilled: undefined }));
      const equal = same([terms, placed.totals, placed.currency], [sold.lines, sold.totals, sold.currency]);
      return unless(
        equal && placed.deal === sold.deal && placed.quote === sold.id,
        `${placed.id} is not what was quoted`,
      );
    }),
  ];
}

/** One invoice for each delivery; together they have what was delivered, and never more than was ordered. */
export function judgeInvoices(memory: Memory): Verdict {
  return memory.all(order).flatMap((sold) => {
    const invoices = memory.all(invoice).filter((each) => each.order === sold.id);
    const ids = sold.fulfilments.map(({ fulfilment }) => `inv_${sold.id.slice(4)}-${fulfilment}`);
    const live = invoices.filter((each) => each.status !== "cancelled").map(({ id }) => id);
    const noted = sold.fulfilments.flatMap((each) => each.invoice ?? []);
    const ended = sold.status === "fulfilled" || sold.status === "invoiced";
    return [
      ...unless(
        same(invoices.map(({ id }) => id).toSorted(), ids.toSorted()),
        `${sold.id} has other invoices than deliveries`,
      ),
      ...unless(
        same(noted.toSorted(), live.toSorted()),
        `${sold.id} has noted other invoices than there are`,
      ),
      ...unless(
        !ended || (live.length === ids.length) === (sold.status === "invoiced"),
        `${sold.id} is ${sold.status} with ${live.length} of ${ids.length} invoices`,
      ),
      ...unless(
        invoices.every((each) => each.currency === sold.currency && each.deal === sold.deal),
        `${sold.id} changed its currency or deal`,
      ),
      ...sold.lines.flatMap((line) => {
        const billed = invoices.flatMap((each) => each.lines.filter((part) => part.line === line.line));
        const quantity = sumOf(billed.map((part) => part.quantity));
        const net = billed.reduce((sum, part) => sum + part.net.minor, 0);
        const delivered = netOf({ ...line, quantity: line.fulfilled }, sold.currency);
        return [
          ...unless(
            quantity === scaled(line.fulfilled, 6),
            `${sold.id} line ${line.line}: delivered ${line.fulfilled}, billed another quantity`,
          ),
          ...unless(
            quantity <= scaled(line.quantity, 6),
            `${sold.id} line ${line.line}: more billed than ordered`,
          ),
          ...unless(
            !ended || quantity === scaled(line.quantity, 6),
            `${sold.id} line ${line.line}: fulfilled, but not whole`,
          ),
          ...unless(
            net === delivered && net <= line.net.minor,
            `${sold.id} line ${line.line}: ${net} billed of ${line.net.minor}`,
          ),
        ];
      }),
    ];
  });
}

/** Numbers without gaps and doubles, year by year; and payments that add up to what is paid. */
export function judgeBooks(memory: Memory): Verdict {
  const invoices = memory.all(invoice);
  const years = Map.groupBy(invoices, ({ number }) => number.slice(0, "INV-2026".length));
  const gaps = [...years].flatMap(([year, numbered]) => {
    const wanted = numbered.map((_, index) => `${year}-${String(index + 1).padStart(6, "0")}`);
    return unless(
      same(numbered.map(({ number }) => number).toSorted(), wanted),
      `${year} has gaps or doubles`,
    );
  });
  const sums = invoices.flatMap((each) => {
    const { id, status, payments, paid, balance, totals } = each;
    const sum = payments.reduce((total, { amount }) => total + amount.minor, 0);
    const open = status === "cancelled" ? 0 : totals.total.minor - sum;
    return [
      ...unless(
        paid.minor === sum && balance.minor === open && open >= 0,
        `${id} has another balance than its payments`,
      ),
      ...unless(
        (status === "paid") === (open === 0 && status !== "cancelled"),
        `${id} is ${status} with ${open} open`,
      ),
      ...unless((status === "partly-paid") === (sum > 0 && open > 0), `${id} is ${status} with ${sum} paid`),
    ];
  });
  return [...gaps, ...sums];
}

/** The opportunity knows its quotes as they are; a closed one has none that is open, and an accepted quote has won it. */
export function judgeOpportunities(memory: Memory): Verdict {
  return memory.all(opportunity).flatMap((deal) => {
    const quotes = memory.all(quote).filter((each) => each.opportunity === deal.id);
    const latest = new Map(
      quotes.toSorted((a, b) => a.revision - b.revision).map((each) => [familyOf(each.id), each]),
    );
    const open = quotes.filter(({ status }) => status === "draft" || status === "sent");
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
        const noted = [note.quote, note.status, note.revision, note.total, note.seq];
        const true_ = real && [real.id, real.status, real.revision, real.totals.total, real.version];
        return unless(
          same(noted, true_),
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
    judgeInvoices,
    judgeBooks,
    judgeOpportunities,
    judgePromises,
  ];
  return laws.flatMap((law) => law(memory));
}
