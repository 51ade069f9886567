import type { Open } from "./state.ts";

const MAX_ITEMS = 100;
const ITEMS_PER_EVENT = 2;

/** The most events that one transaction takes: with the end and one record, each as a place of the feed and one of its deal. Such items have less than 1 KB, so that 4 MB are never reached. */
export const MOST_EVENTS = Math.floor((MAX_ITEMS - 2) / ITEMS_PER_EVENT);

/** What of the records goes into one transaction of 100 items: of each from its next event on, none before the others have had their turn. */
export function batchOf(open: readonly Open[]): readonly Open[] {
  const taken = new Map<Open, number>();
  let items = 1;
  const longest = Math.max(0, ...open.map(({ next }) => next.length));
  for (let nth = 0; nth < longest; nth += 1) {
    for (const one of open) {
      if (nth >= one.next.length) continue;
      const more = ITEMS_PER_EVENT + (nth === 0 ? 1 : 0);
      if (items + more > MAX_ITEMS) return cut(taken);
      items += more;
      taken.set(one, nth + 1);
    }
  }
  return cut(taken);
}

function cut(taken: ReadonlyMap<Open, number>): readonly Open[] {
  return [...taken].map(([one, length]) => ({ ...one, next: one.next.slice(0, length) }));
}
