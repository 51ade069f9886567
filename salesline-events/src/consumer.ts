import { eachByItself, takeAsItComes, upToTheLast } from "./as-it-comes.ts";
import type { UnknownEvent } from "./envelope.ts";
import { type Handler, Handlers } from "./handlers.ts";
import { drain, type FindMissing, type Sequence, takeInSequence } from "./in-sequence.ts";
import { readEnvelope } from "./parse.ts";
import { doneUpTo } from "./progress.ts";
import type { Store } from "./store.ts";
import { Turns } from "./turns.ts";
import type { EventOf, EventType } from "./types.ts";
import { type Outcome, update } from "./update.ts";

/** How a consumer takes its events. */
export interface ConsumerOptions {
  /**
   * "sequence", when not given: all events of a record come, in any order; they are handled by their number, without gaps.
   * "source": the events of a record come in order, maybe of some types only; what is later than the last one is handled.
   * "none": they come in any order, maybe of some types only; each is handled as it comes.
   */
  readonly order?: "sequence" | "source" | "none";
  /** Finds events that did not come when a later one did ("sequence" only); those that it does not find are waited for. */
  readonly missing?: FindMissing;
  /** How many events of one record may wait for earlier ones; 100 when not given. */
  readonly mostWaiting?: number;
}

/** Handles events: each once, and those of a record in order, as far as its store keeps its word. */
export class Consumer<Tx> {
  readonly #handlers = new Handlers<Tx>();
  readonly #turns = new Turns();
  readonly #sequence: Sequence<Tx>;
  readonly #order: NonNullable<ConsumerOptions["order"]>;

  constructor(store: Store<Tx>, { order = "sequence", missing, mostWaiting = 100 }: ConsumerOptions = {}) {
    this.#order = order;
    this.#sequence = { store, handlers: this.#handlers, missing, mostWaiting };
  }

  /** Says what to do about events of this type, or of each of these types. */
  on<T extends EventType>(types: T | readonly T[], handler: Handler<EventOf<T>, Tx>): this {
    this.#handlers.add(typeof types === "string" ? [types] : types, handler);
    return this;
  }

  /**
   * Takes an event in any form that `parseEvent` reads. When it answers, the event is done or kept and may be acknowledged;
   * when it throws, the event must come again.
   */
  async handle(input: unknown): Promise<Outcome> {
    const event = readEnvelope(input);
    return this.#turns.take(event.record, (failure) => this.#take(event, failure));
  }

  /** Goes on with the events of a record after this number: a snapshot has what was before, or what is missing will never come. */
  async startAfter(record: string, seq: number): Promise<void> {
    await this.#turns.take(record, async () => {
      const progress = await update(this.#sequence.store, record, async (known) =>
        known.seq < seq ? doneUpTo(known, seq) : undefined,
      );
      if (this.#order === "sequence") await drain(this.#sequence, record, progress);
    });
  }

  #take(event: UnknownEvent, failure: unknown): Promise<Outcome> {
    if (this.#order === "sequence") return takeInSequence(this.#sequence, event);
    const { store } = this.#sequence;
    if (this.#order === "none") return takeAsItComes(store, this.#handlers, eachByItself, event);
    // It was handed over while the one before it was at work, so it must not overtake that one.
    if (failure !== undefined) {
      throw new Error(`${event.id} comes after an event that failed`, { cause: failure });
    }
    return takeAsItComes(store, this.#handlers, upToTheLast, event);
  }
}

/** Begins a consumer that remembers in this store how far it is. */
export function consumer<Tx = void>(store: Store<Tx>, options?: ConsumerOptions): Consumer<Tx> {
  return new Consumer(store, options);
}
