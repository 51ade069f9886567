import * as z from "zod";
import type { Item } from "../items.ts";
import { table } from "../keys.ts";
import { nextPlace, placeOf, readDeal } from "./deal.ts";
import { bytesOf, pageLength, type Reader } from "./reader.ts";

const Row = z.object({ dealId: z.object({ S: z.string() }) });

// Enough to hide the way to the table, few enough for the memory that the pages of so many deals take.
const PROBES_AT_ONCE = 25;
const DEALS_AT_ONCE = 8;

/** The deals that a customer has a record in. */
export async function dealsOf(reader: Reader, account: string): Promise<readonly string[]> {
  const index = table.account;
  const { rows } = await reader.rows({ index, of: account, limit: Infinity, only: ["dealId"] });
  return [...new Set(rows.map((row) => Row.parse(row).dealId.S))];
}

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}

const byPlace = (a: { readonly place: string }, b: { readonly place: string }) =>
  a.place === b.place ? 0 : a.place < b.place ? -1 : 1;

interface Deal {
  readonly deal: string;
  /** Of its next event. */
  readonly place: string;
}

/**
 * The deals that have events after a place, the one that goes on first first. Each is asked: neither its records' own
 * times nor its id tell when it began or ended, since records of a deal may be of another customer, or of none.
 */
async function goingOn(reader: Reader, deals: readonly string[], after: string | undefined): Promise<Deal[]> {
  const found: Deal[] = [];
  for (const chunk of chunksOf(deals, PROBES_AT_ONCE)) {
    const places = await Promise.all(chunk.map((deal) => nextPlace(reader, deal, after)));
    found.push(
      ...chunk.flatMap((deal, n) => {
        const place = places[n];
        return place === undefined ? [] : [{ deal, place }];
      }),
    );
  }
  return found.sort(byPlace);
}

/** Some events in order; `bound` is the place up to which none is missing, undefined when none is missing at all. */
interface Known {
  readonly events: readonly { readonly place: string; readonly row: Item }[];
  readonly bound: string | undefined;
}

const earlier = (a: string | undefined, b: string | undefined) =>
  a === undefined || (b !== undefined && b < a) ? b : a;

async function join(
  known: Known,
  reader: Reader,
  deals: readonly Deal[],
  after: string | undefined,
  limit: number,
): Promise<Known> {
  const pages = await Promise.all(deals.map(({ deal }) => readDeal(reader, deal, after, limit)));
  let { bound } = known;
  const events = [...known.events];
  for (const { rows, more } of pages) {
    const placed = rows.map((row) => ({ place: placeOf(row), row }));
    events.push(...placed);
    if (more) bound = earlier(bound, placed.at(-1)?.place);
  }
  events.sort(byPlace);
  const length = pageLength(
    events.map(({ row }) => bytesOf(row)),
    limit,
  );
  // What lies beyond the page is forgotten again: it would only fill the memory.
  return { events: events.slice(0, length), bound: earlier(bound, events[length]?.place) };
}

/** A page of the events of all these deals after a place, oldest first; `more` when there are further ones. */
export async function readDeals(
  reader: Reader,
  deals: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<{ readonly events: Known["events"]; readonly more: boolean }> {
  const open = await goingOn(reader, deals, after);
  let known: Known = { events: [], bound: open[limit]?.place };
  for (const chunk of chunksOf(open, DEALS_AT_ONCE)) {
    const { bound } = known;
    const near = chunk.filter(({ place }) => bound === undefined || place <= bound);
    if (near.length === 0) break;
    known = await join(known, reader, near, after, limit);
  }
  const { bound } = known;
  const events = known.events.filter(({ place }) => bound === undefined || place <= bound);
  return { events, more: bound !== undefined };
}
