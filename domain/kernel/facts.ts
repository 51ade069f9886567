import type { Actor } from "./event.ts";
import type { Process, ProcessBook } from "./process.ts";
import type { Meta } from "./record.ts";

/** What an organisation sets once, at deployment. */
export interface Settings {
  /** Currency of a deal for which nobody named one (ISO 4217). */
  readonly currency: string;
  /** Days from the invoice to its due date. */
  readonly paymentDays: number;
  /** Country of phone numbers without one (ISO 3166 alpha-2); "" for none. */
  readonly country: string;
}

/** A stage that records can be read of. */
export interface Readable<R> {
  readonly name: string;
  readonly record: { parse(state: unknown): R };
}

/** Names another record that a decision needs; `unchecked` ones are read consistently but may change while the decision is committed. */
export interface Ref {
  readonly stage: Readable<unknown>;
  readonly id: string;
  readonly unchecked?: boolean;
}

/** Names the records of a stage that carry a key, such as the price lists of a currency: read consistently, not locked. */
export interface Lookup {
  readonly stage: Readable<unknown>;
  readonly key: string;
  /** At most so many, the newest first; all when it is left out. */
  readonly newest?: number;
}

/** Names a claim: at most one record of a stage holds a key such as "email:ann@example.com", and whoever relied on it being free is told when it is not. */
export interface Claim {
  readonly stage: Readable<unknown>;
  readonly key: string;
}

/** Who holds a claim, and since when; the record itself may still be on its way. */
export interface Held {
  readonly holder: string;
  readonly at: string;
  /** What was said of the holder when it took the claim, for as long as it is on its way. */
  readonly note?: Readonly<Record<string, string>> | undefined;
}

/** What only the loaded record tells that it needs: read in a second round trip. */
export interface More {
  readonly refs?: readonly Ref[];
  readonly lookups?: readonly Lookup[];
  readonly claims?: readonly Claim[];
}

/** Finds other records by what was named. */
export interface Finds {
  /** A record that the action named; undefined when there is none. */
  find<R>(stage: Readable<R>, id: string): (R & Meta) | undefined;
}

/** What is known before the second round trip. */
export interface Known extends Finds {
  /** The day of the decision in the organisation's time zone, such as 2026-11-23. */
  readonly today: string;
  readonly settings: Settings;
}

/** The only door through which a decision learns of the world. */
export interface Facts extends Finds {
  /** The instant of the decision, ISO 8601 in UTC. */
  readonly now: string;
  /** The day of the decision in the organisation's time zone, such as 2026-11-23. */
  readonly today: string;
  readonly actor: Actor;
  /** The roles of the caller; none for a reaction. */
  readonly roles: readonly string[];
  /** The language of the caller, such as "vi". */
  readonly language: string;
  readonly settings: Settings;
  /** The next number of the action's series; 0 for an action without one. */
  readonly number: number;
  /** The process that the record follows. */
  readonly process: Process;
  /** All processes as they are now, for an action that begins a deal (`starts`); undefined for others. */
  readonly book?: { readonly version: number; readonly book: ProcessBook } | undefined;
  /** The records of a stage that carry this key; the action named them in `more`. */
  list<R>(stage: Readable<R>, key: string): readonly (R & Meta)[];
  /** Who holds a claim that the action named in `more`; undefined while it is free. Its holder can be asked of `find`. */
  claimed(stage: Readable<unknown>, key: string): Held | undefined;
}
