import type * as z from "zod";
import { familyOf } from "../kernel/id.ts";
import type { Meta } from "../kernel/record.ts";
import { lead } from "../lead/lead.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { order } from "../order/order.ts";
import { quote } from "../quote/quote.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless, unlessLate } from "./finding.ts";
import { same, sameMembers } from "./same.ts";
import { judgeLine, judgeSums, offOf } from "./sums.ts";

type Chance = z.output<typeof opportunity.record> & Meta;
type Offer = z.output<typeof quote.record> & Meta;

/** The opportunity knows its quotes as they are. */
function judgeNotes(chance: Chance, quotes: readonly Offer[]): Found[] {
  const latest = new Map(
    quotes.toSorted((a, b) => a.revision - b.revision).map((each) => [familyOf(each.id), each]),
  );
  const { id } = chance;
  const known = new Set(chance.quotes.map((note) => familyOf(note.quote)));
  return [
    ...[...latest].flatMap(([family, each]) =>
      unlessLate(known.has(family), "I6", id, `It does not know its quote ${each.id}`),
    ),
    ...chance.quotes.flatMap((note) => {
      const real = latest.get(familyOf(note.quote));
      if (real === undefined)
        return unless(false, "I4", id, `It knows a quote ${note.quote} that is not there`);
      const noted = [note.quote, note.status, note.revision, note.total];
      const now = [real.id, real.status, real.revision, real.totals.total];
      // Changes that the opportunity need not know of, such as another owner, are not noted.
      const holds = same(noted, now) && note.seq <= real.version;
      return unlessLate(
        holds,
        "I6",
        id,
        `It knows ${note.quote} as ${note.status}, ${real.id} is ${real.status}`,
      );
    }),
  ];
}

/** A closed one has no quote that is open, and an accepted quote has won it. */
function judgeChance(deal: Dossier, chance: Chance, quotes: readonly Offer[]): Found[] {
  const { id, status, currency } = chance;
  const open = quotes.filter((each) => ["draft", "in-approval", "sent"].includes(each.status));
  const sold = quotes.flatMap((each): string[] => (each.status === "accepted" ? [each.order] : []));
  const named = chance.status === "won" ? [chance.order ?? [], chance.moreOrders ?? []].flat() : [];
  const names = `It is ${status} and names ${named.length} of ${sold.length} orders of its accepted quotes`;
  return [
    ...unlessLate(
      open.length === 0 || status === "open" || status === "on-hold",
      "I6",
      id,
      `It is ${status} with ${open.length} quotes that are open`,
    ),
    ...unlessLate(
      open.every((each) => each.currency === currency),
      "I6",
      id,
      "It has an open quote in another currency",
    ),
    ...unlessLate(deal.has(id, "opportunity.reopened") || sameMembers(named, sold), "I4", id, names),
    ...unless(
      quotes.every((each) => each.deal === chance.deal),
      "I4",
      id,
      "It has a quote of another deal",
    ),
  ];
}

/** What an opportunity knows of its quotes, and what became of it, is what they are. */
export function judgeOpportunities(deal: Dossier): Found[] {
  const byOpportunity = Map.groupBy(deal.all(quote), (each): string => each.opportunity);
  return deal.all(opportunity).flatMap((chance) => {
    const quotes = byOpportunity.get(chance.id) ?? [];
    return [...judgeNotes(chance, quotes), ...judgeChance(deal, chance, quotes)];
  });
}

/** Every id that was promised is there: what a lead became, and the next revision of a quote, which counts on. */
export function judgePromises(deal: Dossier): Found[] {
  const ofLeads = deal.all(lead).flatMap(({ id }) =>
    deal.told(lead, id, "lead.qualified").flatMap(({ create, account, contact, opportunity: chance }) => {
      const made = { account, contact, opportunity: chance };
      return create.map((what) => [id, made[what]] as const);
    }),
  );
  const quotes = deal.all(quote);
  const byId = new Map<string, Offer>(quotes.map((each) => [each.id, each]));
  const ofQuotes = quotes.flatMap((each) =>
    each.status === "revised" ? [[each.id, each.revisedBy] as const] : [],
  );
  return [
    ...[...ofLeads, ...ofQuotes].flatMap(([id, promised]) =>
      unlessLate(
        promised === undefined || deal.ids.has(promised),
        "I4",
        id,
        `It promised ${promised}, which is not there`,
      ),
    ),
    ...quotes.flatMap(({ id, revision, revisionOf }) => {
      const wanted = (byId.get(revisionOf ?? "")?.revision ?? 0) + 1;
      return unless(revision === wanted, "I4", id, `It is revision ${revision}, not ${wanted}`);
    }),
  ];
}

/** What is sold adds up, from the opportunity to the order. */
export function judgeTotals(deal: Dossier): Found[] {
  const documents = [...deal.all(opportunity), ...deal.all(quote), ...deal.all(order)];
  return documents.flatMap((document) => {
    const { id, lines, discount, currency } = document;
    return [
      ...judgeSums({ ...document, off: offOf(discount, lines) }, true),
      ...lines.flatMap((line) => judgeLine(id, line, currency)),
    ];
  });
}
