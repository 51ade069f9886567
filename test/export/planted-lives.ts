import type { Envelope } from "../../domain/kernel/event.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { records } from "../../domain/stages.ts";
import type { Journal } from "../../functions/runtime/journal.ts";
import { replay } from "../../functions/runtime/view.ts";
import { eventsOf } from "../support/given.ts";
import { lives } from "../support/lives.ts";

/** A record with all that is to happen to it. */
export interface Life {
  readonly home: AnyStage;
  readonly id: string;
  readonly events: readonly Envelope[];
}

/** Every stage in every status: one record each, or the only one that there can be. */
export function everyLife(): readonly Life[] {
  return records.flatMap((home) => {
    const told = Object.entries(lives[home.name] ?? {}).filter(([status]) => status !== "none");
    const kept = home.singleton === undefined ? told : told.slice(0, 1);
    return kept.map(([, past], nth): Life => {
      const id = home.singleton ?? `${home.prefix}_${String(nth + 1).padStart(10, "0")}`;
      const events = eventsOf(home, past, id).map((event) => {
        const at = new Date(Date.parse(event.at) + event.seq).toISOString();
        return { ...event, at };
      });
      return { home, id, events };
    });
  });
}

/** Commits the next event of a record, after the first so many. */
export async function commitNext(
  journal: Journal,
  { home, id, events }: Life,
  before: number,
): Promise<Envelope> {
  const event = events[before];
  const after = replay(home, id, events.slice(0, before + 1));
  if (event === undefined || after === undefined) throw new Error(`${id} has no more to happen`);
  const none = { id, version: 0, deal: event.deal, createdAt: "", updatedAt: "", state: undefined };
  const state = home.fold(events.slice(0, before + 1));
  if (state === null) throw new Error(`${id} is nothing`);
  const committed = await journal.commit({
    stage: home.name,
    before: replay(home, id, events.slice(0, before)) ?? none,
    after: { ...after, state },
    events: [event],
    commandId: `planted:${event.id}`,
    receipt: { hash: "", stage: home.name, id, version: event.seq, events: 1, expiresAt: 4_000_000_000 },
    nowSeconds: Math.floor(Date.parse(event.at) / 1000),
    checks: [],
  });
  if (committed !== "committed") throw new Error(`${event.id}: ${committed}`);
  return event;
}
