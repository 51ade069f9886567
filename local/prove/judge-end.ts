import { type Found, unless } from "../../domain/audit/finding.ts";
import { SET_ASIDE_PARTITION } from "../../functions/runtime/keys.ts";
import { givenUp } from "./judge-flow.ts";
import { soundOf } from "./judge-records.ts";
import type { History } from "./history.ts";
import type { Ledger } from "./ledger.ts";

/** In which a record of a deal that was led to its end can be. */
const ends = new Map<string, readonly string[]>([
  ["lead", ["qualified", "disqualified", "merged"]],
  ["opportunity", ["won", "lost"]],
  ["quote", ["accepted", "declined", "expired", "revised", "cancelled"]],
  ["order", ["invoiced", "cancelled"]],
  ["invoice", ["paid", "written-off", "cancelled"]],
]);

/** Deals of which something lies among the dead letters, or was put away from there. */
export function stuckDeals(history: History, ledger: Ledger): ReadonlySet<string> {
  return new Set(givenUp(history, ledger).map(({ event }) => event.deal));
}

/** A mark of a commit that is out only has the sweeper publish it once more; one of no commit at all is nobody's, and what was set aside waits for a person. */
function judgeMarks({ unpublished, events }: Ledger): Found[] {
  const commits = new Set([...events.values()].map(({ at, record }) => `${at}#${record}`));
  return unpublished.flatMap(({ pk, sk }) => {
    const name = String(sk);
    const isAside = pk === SET_ASIDE_PARTITION;
    return [
      ...unless(!isAside, "I8", name, "Events of this commit are set aside: the bus refuses them"),
      ...unless(
        isAside || commits.has(name),
        "I8",
        name,
        "It is marked as not published, and was never committed",
      ),
    ];
  });
}

/** I8: nothing waits any more, and what was led to its end has ended, unless it is told among the dead letters. */
export function judgeEnd(history: History, ledger: Ledger): Found[] {
  const { waiting, finished = [] } = history;
  const stuck = stuckDeals(history, ledger);
  const led = new Set(finished.filter((deal) => !stuck.has(deal)));
  const waits = waiting.filter(({ messages }) => messages > 0);
  return [
    ...waits.flatMap(({ queue, messages }) =>
      unless(false, "I8", `queue ${queue}`, `${messages} messages still wait for ${queue}`),
    ),
    ...judgeMarks(ledger),
    ...soundOf(ledger).flatMap(({ stage, stored }) => {
      const { data } = stage.record.safeParse(stored.state);
      const allowed = ends.get(stage.name);
      if (!led.has(stored.deal) || allowed === undefined || data === undefined) return [];
      return unless(
        allowed.includes(data.status),
        "I8",
        stored.id,
        `The deal was led to its end, and it is ${data.status}`,
      );
    }),
  ];
}
