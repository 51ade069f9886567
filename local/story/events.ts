import { History, type Told } from "../client/answers.ts";
import type { Person } from "../client/client.ts";
import { waitFor } from "../client/wait.ts";
import { printEvent } from "./page.ts";

/** The events of one deal, printed as they come. */
export interface Events {
  /** Prints what has come, until events of all these types are among what is new. Throws when one does not come. */
  readonly until: (...types: readonly string[]) => Promise<void>;
  /** All of the deal so far. */
  readonly all: () => Promise<readonly Told[]>;
}

/** Follows the events of a deal. */
export const followDeal = (person: Person, deal: string): Events => {
  const printed = new Set<string>();

  const all = async () => {
    const events: Told[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const page = await person.read(`/deals/${deal}/history${query}`, History);
      events.push(...page.events);
      cursor = page.cursor;
    }
    return events;
  };

  const until = async (...types: readonly string[]) => {
    const missing = new Map<string, number>();
    for (const type of types) missing.set(type, (missing.get(type) ?? 0) + 1);
    await waitFor(types.join(" and "), async () => {
      for (const event of (await all()).filter(({ id }) => !printed.has(id))) {
        printed.add(event.id);
        printEvent(event);
        missing.set(event.type, (missing.get(event.type) ?? 0) - 1);
      }
      return [...missing.values()].every((count) => count <= 0) || undefined;
    });
  };

  return { until, all };
};
