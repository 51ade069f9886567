import type { Actor } from "../../domain/kernel/event.ts";
import type { Facts, Finds, Held, Settings } from "../../domain/kernel/facts.ts";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { recordKey } from "./keys.ts";

/** What is known when a decision is made. */
export interface Known {
  readonly now: Date;
  /** The organisation's day. */
  readonly today: string;
  readonly actor: Actor;
  /** The roles of the caller, and the language; a reaction has neither. */
  readonly roles?: readonly string[] | undefined;
  readonly language?: string | undefined;
  /** The next number of the action's series; 0 for an action without one. */
  readonly number: number;
  readonly process: Process;
  readonly book?: { readonly version: number; readonly book: ProcessBook } | undefined;
  /** The records that the action named, by partition key. */
  readonly found: ReadonlyMap<string, Stored>;
  /** The records that carry a key that the action named, by `<stage>#<key>`. */
  readonly lists?: ReadonlyMap<string, readonly Stored[]>;
  /** Who holds the claims that the action named, by `<stage>#<key>`. */
  readonly claims?: ReadonlyMap<string, Held | undefined>;
}

/** Finds records among those that were read. */
export function finding(found: ReadonlyMap<string, Stored>): Finds["find"] {
  return (stage, id) => {
    const other = found.get(recordKey(stage.name, id).pk);
    if (other === undefined) return undefined;
    const { state, ...meta } = other;
    return { ...stage.record.parse(state), ...meta };
  };
}

/** What a decision may look at. */
export function factsOf(known: Known, settings: Settings): Facts {
  const {
    now,
    today,
    actor,
    number,
    process,
    book,
    found,
    lists,
    claims,
    roles = [],
    language = "en",
  } = known;
  return {
    now: now.toISOString(),
    today,
    actor,
    roles,
    language,
    settings,
    number,
    process,
    book,
    find: finding(found),
    list: (stage, key) =>
      (lists?.get(`${stage.name}#${key}`) ?? []).map(({ state, ...meta }) => ({
        ...stage.record.parse(state),
        ...meta,
      })),
    claimed: ({ name }, key) => claims?.get(`${name}#${key}`),
  };
}
