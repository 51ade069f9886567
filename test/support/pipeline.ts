import { flow } from "../../domain/flow.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Reaction } from "../../domain/kernel/flow.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Readable } from "../../domain/kernel/facts.ts";
import type { Meta, Stored } from "../../domain/kernel/record.ts";
import { decideSubmission, enterSubmission, receiveSubmission } from "../../domain/submission/actions.ts";
import type { Source } from "../../domain/submission/intake.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { isSettled } from "../../functions/runtime/reaction-ask.ts";
import { inTurn } from "../../functions/runtime/turn.ts";
import { perform } from "../../functions/runtime/perform.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import type { Dice } from "./dice.ts";
import { ask, done } from "./world.ts";

interface Message {
  readonly reaction: Reaction;
  readonly event: Envelope;
}

const TRIES = 12;

/** The real write path with the queues between its events and their reactions: what is refused comes again. */
export class Pipeline {
  readonly world: World;
  /** What waits in the queues; take some away and nothing is lost that a queue would not lose. */
  waiting: Message[] = [];
  /** What was given up, as in a dead-letter queue. */
  readonly dead: string[] = [];
  readonly #dice: Dice | undefined;

  /** With dice each message comes one to three times, in any order. */
  constructor(world: World, dice?: Dice) {
    this.#dice = dice;
    const { journal } = world;
    this.world = {
      settings: world.settings,
      now: () => world.now(),
      random: () => world.random(),
      journal: {
        load: (keys) => journal.load(keys),
        lookup: (stage, key, newest) => journal.lookup(stage, key, newest),
        events: (stage, id, upTo) => journal.events(stage, id, upTo),
        commit: async (change) => {
          const committed = await journal.commit(change);
          if (committed === "committed") this.#publish(change.events);
          return committed;
        },
      },
    };
  }

  #publish(events: readonly Envelope[]): void {
    for (const event of events) {
      for (const reaction of flow.filter(({ types }) => types.includes(event.type))) {
        const copies = this.#dice === undefined ? 1 : 1 + this.#dice.int(3);
        for (let copy = 0; copy < copies; copy += 1) this.waiting.push({ reaction, event });
      }
    }
  }

  /** Delivers until nothing waits, so many at the same time. */
  async settle(parallel = 10): Promise<void> {
    const tries = new Map<Message, number>();
    while (this.waiting.length > 0) {
      const batch = Array.from({ length: Math.min(parallel, this.waiting.length) }, () => this.#next());
      const reasons = await Promise.all(batch.map((message) => this.#deliver(message)));
      for (const [index, message] of batch.entries()) {
        const reason = reasons[index];
        if (reason === undefined) continue;
        const tried = (tries.get(message) ?? 0) + 1;
        tries.set(message, tried);
        if (tried < TRIES) this.waiting.push(message);
        else this.dead.push(reason);
      }
    }
  }

  #next(): Message {
    const at = this.#dice === undefined ? 0 : this.#dice.int(this.waiting.length);
    const [message] = this.waiting.splice(at, 1);
    if (message === undefined) throw new Error("Nothing waits");
    return message;
  }

  async #deliver({ reaction, event }: Message): Promise<string | undefined> {
    for (const { id, input } of reaction.commands(event)) {
      const commandId = `${reaction.name}@${event.id}@${id}`;
      const actor = { type: "reaction", id: reaction.name } as const;
      const cause = { at: event.at, deal: event.deal };
      const of = { id, commandId, actor, causedBy: event.id, cause };
      const answer = await inTurn(id, () => perform(ask(reaction.action, input, of), this.world));
      if (answer.ok) continue;
      if (!isSettled(reaction, answer))
        return `${reaction.name} after ${event.type} ${event.id}: ${answer.code} ${answer.message}`;
    }
    return undefined;
  }

  /** What came in by a source: decided on at once, but for web forms. */
  async send(source: Source, intake: object, more: { id?: string } = {}): Promise<RecordView> {
    const actor = { type: "source", id: source } as const;
    const action = source === "web" ? receiveSubmission : enterSubmission;
    return (await done(ask(action, { source, ...intake }, { actor, ...more }), this.world)).record;
  }

  /** Decides on what was received, as the reaction does. */
  async decide(id: string, input: object = {}): Promise<RecordView> {
    return (await done(ask(decideSubmission, input, { id }), this.world)).record;
  }

  /** A record as it is now. */
  async read<R>(stage: Readable<R>, id: string): Promise<R & Meta> {
    const [item] = await this.world.journal.load([recordKey(stage.name, id)]);
    if (item === undefined) throw new Error(`There is no ${stage.name} ${id}`);
    const { state, ...meta }: Stored = readRecord(item);
    return { ...stage.record.parse(state), ...meta };
  }
}

/** The id of the lead that a submission becomes. */
export const leadOf = (submission: string) => childId("lea", submission);
