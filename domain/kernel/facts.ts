import type { Actor } from "./event.ts";
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

/** The only door through which a decision learns of the world. */
export interface Facts {
  /** The instant of the decision, ISO 8601 in UTC. */
  readonly now: string;
  /** The day of the decision in the organisation's time zone, such as 2026-11-23. */
  readonly today: string;
  readonly actor: Actor;
  readonly settings: Settings;
  /** The next number of the action's series; 0 for an action without one. */
  readonly number: number;
  /** A record that the action named in `reads`; undefined when there is none. */
  find<R>(stage: Readable<R>, id: string): (R & Meta) | undefined;
}
