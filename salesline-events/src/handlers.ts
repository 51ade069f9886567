import { CONTRACTS } from "../generated/contracts.ts";
import { contractOf } from "./check.ts";
import { parseEvent } from "./parse.ts";
import type { UnknownEvent } from "./envelope.ts";
import type { EventOf, EventType, SalesEvent } from "./types.ts";

/** What is done about an event; `tx` is what the store saves together with the progress. */
export type Handler<E extends SalesEvent, Tx> = (event: E, tx: Tx) => unknown;

/** An event could not be handled: `cause` says why. Nothing of it was saved; hand it over again. */
export class HandlerFailed extends Error {
  override readonly name = "HandlerFailed";
  readonly event: UnknownEvent;

  constructor(event: UnknownEvent, cause: unknown) {
    super(`${event.type} ${event.id}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.event = event;
  }
}

/** An event that has a handler came in a version that this package has no types for. */
export class UnsupportedVersion extends Error {
  override readonly name = "UnsupportedVersion";
  readonly event: UnknownEvent;

  constructor(event: UnknownEvent, known: number) {
    const asked = `ask for contracts=${CONTRACTS} (feed, export, subscription) or "v": [${known}] (rule of the bus)`;
    const todo =
      event.v > known
        ? `${asked}, or update salesline-events`
        : `${asked}; if that was asked, this Salesline has no version ${known} yet: update it, or use the salesline-events that came with it`;
    super(`${event.type} ${event.id} has version ${event.v}, ${known} is known here: ${todo}`);
    this.event = event;
  }
}

const isOf = <T extends EventType>(event: SalesEvent, types: readonly T[]): event is EventOf<T> =>
  types.some((type) => type === event.type);

/** The handlers of a consumer, by type of event. */
export class Handlers<Tx> {
  readonly #byType = new Map<string, Handler<SalesEvent, Tx>>();

  /** Adds the one handler of these types. */
  add<T extends EventType>(types: readonly T[], handler: Handler<EventOf<T>, Tx>): void {
    for (const type of types) {
      if (contractOf(type) === undefined) throw new Error(`There is no event ${type}`);
      if (this.#byType.has(type)) throw new Error(`${type} has a handler already`);
      this.#byType.set(type, (event, tx) => (isOf(event, types) ? handler(event, tx) : undefined));
    }
  }

  has(type: string): boolean {
    return this.#byType.has(type);
  }

  /** Throws when there is a handler that cannot know this event. */
  check(event: UnknownEvent): void {
    if (this.has(event.type)) this.#known(event);
  }

  /** Runs the handler of this event, if there is one, and says whether there was. Throws when it fails or cannot know the event. */
  async run(event: UnknownEvent, tx: Tx): Promise<boolean> {
    const handler = this.#byType.get(event.type);
    if (handler === undefined) return false;
    const known = this.#known(event);
    try {
      await handler(known, tx);
    } catch (error) {
      throw new HandlerFailed(event, error);
    }
    return true;
  }

  #known(event: UnknownEvent): SalesEvent {
    const parsed = parseEvent(event);
    if (parsed.kind === "event") return parsed.event;
    throw new UnsupportedVersion(event, contractOf(event.type)?.v ?? 0);
  }
}
