import { flow } from "../../domain/flow.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Reaction } from "../../domain/kernel/flow.ts";
import type { Dice } from "./dice.ts";
import type { Memory } from "./memory.ts";

interface Delivery {
  readonly reaction: Reaction;
  readonly event: Envelope;
}

/** How events reach their reactions: each this often, in this order. */
export interface Manner {
  copies(): number;
  /** Which of so many comes next. */
  next(waiting: number): number;
}

/** Each event once, the oldest first. */
export const inOrder: Manner = { copies: () => 1, next: () => 0 };

/** Each event one to three times, in any order. */
export function anyhow(dice: Dice): Manner {
  return { copies: () => 1 + dice.int(3), next: (waiting) => dice.int(waiting) };
}

/** The queues between events and reactions: what is refused stays and is tried again, as in a queue. */
export class Deliveries {
  readonly #memory: Memory;
  readonly #manner: Manner;
  readonly #waiting: Delivery[] = [];
  #seen = 0;

  constructor(memory: Memory, manner: Manner) {
    this.#memory = memory;
    this.#manner = manner;
  }

  /** Delivers so many times; what follows is delivered as well. */
  some(times: number): void {
    this.#fetch();
    for (let time = 0; time < times && this.#waiting.length > 0; time += 1) {
      this.#deliver(this.#manner.next(this.#waiting.length));
    }
  }

  /** Delivers until nothing waits; an error that names what is stuck, when nothing that waits can be done any more. */
  all(): void {
    this.#fetch();
    while (this.#waiting.length > 0) {
      if (this.#deliver(this.#manner.next(this.#waiting.length)) === undefined) continue;
      const reasons = this.#tryEach();
      if (reasons !== undefined) throw new Error(`Stuck: ${reasons.join("; ")}`);
    }
  }

  /** Everything again, as after a replay of the archive. */
  again(): void {
    this.#seen = 0;
    this.all();
  }

  #fetch(): void {
    for (const event of this.#memory.log.slice(this.#seen)) {
      for (const reaction of flow.filter(({ types }) => types.includes(event.type))) {
        for (let copy = this.#manner.copies(); copy > 0; copy -= 1) this.#waiting.push({ reaction, event });
      }
    }
    this.#seen = this.#memory.log.length;
  }

  /** Tries what waits until one is done: undefined; the reasons when none can be. */
  #tryEach(): readonly string[] | undefined {
    const reasons: string[] = [];
    for (let index = 0; index < this.#waiting.length; index += 1) {
      const reason = this.#deliver(index);
      if (reason === undefined) return undefined;
      reasons.push(reason);
    }
    return reasons;
  }

  /** Delivers one: undefined when it is done, the reason when it has to come again. */
  #deliver(index: number): string | undefined {
    const [delivery] = this.#waiting.slice(index, index + 1);
    if (delivery === undefined) throw new Error(`Nothing waits at ${index}`);
    const reason = react(this.#memory, delivery);
    if (reason !== undefined) return reason;
    this.#waiting.splice(index, 1);
    this.#fetch();
    return undefined;
  }
}

function react(memory: Memory, { reaction, event }: Delivery): string | undefined {
  for (const { id, input } of reaction.commands(event)) {
    const commandId = `${reaction.name}@${event.id}@${id}`;
    const answer = memory.ask({ action: reaction.action, id, input, commandId, cause: event });
    const status = answer.ok ? undefined : answer.details?.["status"];
    const settled = !answer.ok && answer.code === "wrong_state" && reaction.settled.includes(String(status));
    if (!answer.ok && !settled) return `${reaction.name} after ${event.id}: ${answer.code} ${answer.message}`;
  }
  return undefined;
}
