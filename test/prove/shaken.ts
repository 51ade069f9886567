import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { flow } from "../../domain/flow.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import type { Reaction } from "../../domain/kernel/flow.ts";
import { refusalStatus } from "../../domain/kernel/refusal.ts";
import { timers } from "../../domain/timers.ts";
import type { Ask, World } from "../../functions/runtime/ask.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import type { perform } from "../../functions/runtime/perform.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import { askOfReaction, isSettled } from "../../functions/runtime/reaction-ask.ts";
import { sweeper } from "../../functions/runtime/sweeper.ts";
import type { Answered, Asked, Delivered, History } from "../../local/prove/history.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import { type Engine, localClient } from "../support/engine.ts";
import { startFailingBus } from "../support/put-events.ts";
import { ask, worldOf } from "../support/world.ts";
import { itemsOf } from "./items.ts";
import { eventIn } from "./plant.ts";
import { imageOf } from "./streamed.ts";

/** A copy of the write path, as another process has it: what takes turns in one knows nothing of the other. */
export type Perform = typeof perform;

interface Message {
  readonly reaction: Reaction;
  readonly event: Envelope;
}

const TRIES = 40;
const AT_ONCE = 6;
const ROUNDS = 60;

/** Fails so many calls in a hundred: before the table has done what was asked, or after, so that the answer is lost. */
function shake(client: DynamoDBClient, dice: Dice): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const roll = dice.int(100);
      const isWrite = context.commandName === "TransactWriteItemsCommand";
      if (roll < 4) throw new Error("The connection was refused");
      const answer = await next(args);
      if (isWrite && roll < 12) throw new Error("The answer was lost");
      return answer;
    },
    { step: "initialize", name: "shaken" },
  );
}

/** Two processes on one table, whose calls fail, whose answers are lost, and that are asked the same at the same moment; a bus that fails entries, and a stream that ends in the middle. */
export class Shaken {
  readonly #engine: Engine;
  readonly #table: string;
  readonly #dice: Dice;
  readonly #processes: readonly { readonly perform: Perform; readonly world: World }[];
  readonly #clients: DynamoDBClient[] = [];
  readonly #commands: (Asked & { answers: Answered[] })[] = [];
  readonly #accepted: string[] = [];
  readonly #delivered: Delivered[] = [];
  readonly #streamed = new Set<string>();
  #waiting: Message[] = [];

  constructor(engine: Engine, table: string, seed: number, performs: readonly Perform[]) {
    this.#engine = engine;
    this.#table = table;
    this.#dice = diceOf(seed);
    this.#processes = performs.map((perform) => {
      const client = localClient(engine.endpoint);
      this.#clients.push(client);
      shake(client, this.#dice);
      const world = worldOf(client, table);
      return { perform, world: { ...world, journal: openJournal(client, table) } };
    });
  }

  /** Asks the same of both processes at once, each again until there is an answer. */
  async ask(action: Action, body: object, id?: string): Promise<Record<string, unknown>> {
    const key = `key-${this.#commands.length + 1}`;
    const { method, path } = action.route ?? { method: "POST", path: "" };
    const answers: Answered[] = [];
    this.#commands.push({ caller: "ann", key, method, path: path.replace("{id}", id ?? ""), body, answers });
    const asked = ask(action, body, { commandId: `http:ann:${key}`, ...(id !== undefined && { id }) });
    const records = await Promise.all(
      this.#processes.map((_, process) => this.#until(asked, answers, process)),
    );
    return records.find((record) => record["id"] !== undefined) ?? {};
  }

  async #until(asked: Ask, answers: Answered[], process: number): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        const outcome = await this.#perform(asked, process);
        if (!outcome.ok) {
          answers.push({ status: refusalStatus[outcome.code], body: { code: outcome.code } });
          if (outcome.code === "too_many") continue;
          return {};
        }
        const { next } = outcome;
        const body = JSON.stringify({ ...outcome.record, ...(next && { next }) });
        answers.push({ status: asked.action.creates ? 201 : 200, body: JSON.parse(body) });
        return { ...outcome.record };
      } catch {
        answers.push("lost");
      }
    }
    throw new Error(`${asked.action.name} had no answer`);
  }

  async #perform(asked: Ask, process: number) {
    const { perform, world } = this.#processes[process % this.#processes.length] ?? {};
    if (perform === undefined || world === undefined) throw new Error("There is no process");
    return perform(asked, world);
  }

  /** Publishes, delivers and reacts until nothing moves and every commit is out. */
  async settle(): Promise<void> {
    const tries = new Map<Message, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      await this.#stream();
      if (this.#waiting.length === 0 && !(await this.#isMarked())) return;
      while (this.#waiting.length > 0) await this.#batch(tries);
    }
    throw new Error("It never ends");
  }

  async #isMarked(): Promise<boolean> {
    const items = await itemsOf(this.#engine.client, this.#table);
    return items.some(({ pk }) => String(pk).startsWith("unpublished#"));
  }

  async #batch(tries: Map<Message, number>): Promise<void> {
    const size = Math.min(AT_ONCE, this.#waiting.length);
    const batch = Array.from({ length: size }, () =>
      this.#waiting.splice(this.#dice.int(this.#waiting.length), 1),
    ).flat();
    const done = await Promise.all(batch.map((message, index) => this.#react(message, index)));
    for (const [index, message] of batch.entries()) {
      const reason = done[index];
      if (reason === undefined) continue;
      const tried = (tries.get(message) ?? 0) + 1;
      tries.set(message, tried);
      if (tried === TRIES) throw new Error(`${message.reaction.name} after ${message.event.id}: ${reason}`);
      this.#waiting.push(message);
    }
  }

  async #react({ reaction, event }: Message, process: number): Promise<string | undefined> {
    try {
      for (const command of reaction.commands(event)) {
        const outcome = await this.#perform(askOfReaction(reaction, event, command), process);
        if (!outcome.ok && !isSettled(reaction, outcome)) return outcome.message;
      }
      return undefined;
    } catch (error) {
      return String(error);
    }
  }

  /** What the stream has not brought yet goes to the publisher, unless the stream ends; the sweeper brings the rest. */
  async #stream(): Promise<void> {
    const bus = await startFailingBus((_, __, detail) => this.#verdict(detail));
    const marks = openMarks(this.#engine.client, this.#table);
    const publish = publisher(bus.client, "bus", marks);
    const items = (await itemsOf(this.#engine.client, this.#table)).filter((item) => {
      const id = eventIn(item)?.id;
      return id !== undefined && !this.#streamed.has(id);
    });
    for (const item of items) this.#streamed.add(eventIn(item)?.id ?? "");
    const records = items.map((item, index) => ({
      dynamodb: { SequenceNumber: String(index), NewImage: imageOf(item) },
    }));
    for (let from = 0; from < records.length && !this.#dice.chance(15);) {
      const {
        batchItemFailures: [failed],
      } = await publish({ Records: records.slice(from, from + 7) });
      from = failed === undefined ? from + 7 : Number(failed.itemIdentifier);
    }
    const journal = openJournal(this.#engine.client, this.#table);
    const ahead = () => new Date(Date.now() + 3_600_000);
    const feed = openFeed(this.#engine.client, this.#table, journal);
    await sweeper({ client: bus.client, bus: "bus", marks, journal, feed, afterSeconds: 1, now: ahead })();
    await bus.stop();
  }

  /** Entries fail by chance; what is accepted is delivered once or twice. */
  #verdict(detail: string): boolean {
    if (this.#dice.chance(20)) return true;
    this.#accepted.push(detail);
    const event = Envelope.parse(JSON.parse(detail));
    for (const reaction of flow.filter(({ types }) => types.includes(event.type))) {
      this.#delivered.push({ queue: reaction.name, event: event.id });
      const copies = 1 + this.#dice.int(2);
      for (let copy = 0; copy < copies; copy += 1) this.#waiting.push({ reaction, event });
    }
    if (timers.some(({ types }) => types.includes(event.type))) {
      this.#delivered.push({ queue: "set-timers", event: event.id });
    }
    return false;
  }

  /** All that is known, once nothing moves. */
  async history(finished: readonly string[]): Promise<History> {
    for (const client of this.#clients) client.destroy();
    return {
      items: await itemsOf(this.#engine.client, this.#table),
      published: this.#accepted.map((detail) => ({ type: Envelope.parse(JSON.parse(detail)).type, detail })),
      delivered: this.#delivered,
      dead: [],
      waiting: [],
      commands: this.#commands,
      finished,
    };
  }
}
