import type { Actor } from "../../domain/kernel/event.ts";
import type { Facts, Settings } from "../../domain/kernel/facts.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { recordKey } from "./keys.ts";

/** What is known when a decision is made. */
export interface Known {
  readonly now: Date;
  /** The organisation's day. */
  readonly today: string;
  readonly actor: Actor;
  /** The next number of the action's series; 0 for an action without one. */
  readonly number: number;
  /** The records that the action named, by partition key. */
  readonly found: ReadonlyMap<string, Stored>;
}

/** What a decision may look at. */
export function factsOf({ now, today, actor, number, found }: Known, settings: Settings): Facts {
  return {
    now: now.toISOString(),
    today,
    actor,
    settings,
    number,
    find(stage, id) {
      const other = found.get(recordKey(stage.name, id).pk);
      if (other === undefined) return undefined;
      const { state, ...meta } = other;
      return { ...stage.record.parse(state), ...meta };
    },
  };
}
