import type { Action } from "../../domain/kernel/action.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { childId } from "../../domain/kernel/id.ts";
import { refusalStatus } from "../../domain/kernel/refusal.ts";
import { flow } from "../../domain/flow.ts";
import { timers } from "../../domain/timers.ts";
import { captureLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { returnOrder } from "../../domain/order/return.ts";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { addProduct } from "../../domain/product/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import type { Answered, Asked, Dead, Handed, History } from "../../local/prove/history.ts";
import { FEEDER } from "../../local/prove/judge-feed.ts";
import { comeIn } from "./captured-history.ts";
import { itemsOf } from "./items.ts";
import { eventIn } from "./plant.ts";
import { imageOf } from "./streamed.ts";
import { diceOf } from "../support/dice.ts";
import type { Engine } from "../support/engine.ts";
import { startFailingBus } from "../support/put-events.ts";
import { Pipeline } from "../support/pipeline.ts";
import { ask, worldOf } from "../support/world.ts";

/** A world that notes what was committed, as the stream tells it. */
function noting(world: World, committed: Envelope[]): World {
  const { journal } = world;
  return {
    ...world,
    journal: {
      ...journal,
      async commit(change) {
        const outcome = await journal.commit(change);
        if (outcome === "committed") committed.push(...change.events);
        return outcome;
      },
    },
  };
}

/** Runs real deals through the write path and the reactions, events doubled and in any order, and notes all of it. */
export class Run {
  readonly pipe: Pipeline;
  readonly #engine: Engine;
  readonly #table: string;
  readonly #committed: Envelope[] = [];
  readonly #commands: (Asked & { answers: Answered[] })[] = [];
  readonly #finished: string[] = [];
  readonly #mails: Handed[] = [];

  constructor(engine: Engine, table: string, seed: number) {
    this.#engine = engine;
    this.#table = table;
    this.pipe = new Pipeline(noting(worldOf(engine.client, table), this.#committed), diceOf(seed));
  }

  /** Asks as a client of the API does, and as often as it repeats it. */
  async ask(action: Action, body: object, id?: string, times = 1): Promise<Record<string, unknown>> {
    const key = `key-${this.#commands.length + 1}`;
    const { method, path } = action.route ?? { method: "POST", path: "" };
    const asked = { caller: "ann", key, method, path: path.replace("{id}", id ?? ""), body };
    const answers: Answered[] = [];
    this.#commands.push({ ...asked, answers });
    let record: Record<string, unknown> = {};
    for (let time = 0; time < times; time += 1) {
      const more = { commandId: `http:ann:${key}`, ...(id !== undefined && { id }) };
      const outcome = await perform(ask(action, body, more), this.pipe.world);
      if (!outcome.ok) {
        answers.push({ status: refusalStatus[outcome.code], body: { code: outcome.code } });
        continue;
      }
      const { next } = outcome;
      const answer = { ...outcome.record, ...(next && { next }) };
      answers.push({ status: action.creates ? 201 : 200, body: JSON.parse(JSON.stringify(answer)) });
      ({ record } = { record: { ...outcome.record } });
    }
    return record;
  }

  /** A deal up to the quote that the customer accepts. */
  async #propose(): Promise<{ readonly deal: string; readonly quote: string }> {
    const person = { topic: "Chai", company: "Eastern", lastName: "Devon", process: "lean" };
    const lead = await this.ask(captureLead, person);
    const [id, deal] = [String(lead["id"]), String(lead["deal"])];
    await this.ask(qualifyLead, {}, id, 2);
    await this.pipe.settle();
    const opportunity = childId("opp", id);
    const lines = [
      { description: "Chai", quantity: "3", unitPrice: "14.05", taxPercent: "10" },
      { description: "Pots", quantity: "2", unitPrice: "9.95", discountPercent: "12.5", taxPercent: "21" },
    ];
    await this.ask(setOpportunityLines, { lines }, opportunity);
    const quote = String((await this.ask(draftQuote, { opportunity }))["id"]);
    const { hash } = await this.ask(sendQuote, { validUntil: "2999-12-31" }, quote);
    await this.ask(acceptQuote, { hash }, quote, 3);
    await this.ask(acceptQuote, { hash }, quote);
    return { deal, quote };
  }

  /** One deal to its end: two deliveries, goods that come back, a credit by hand, everything paid. */
  async sell(): Promise<string> {
    const { deal, quote } = await this.#propose();
    await this.pipe.settle();
    await this.#deliver(childId("ord", quote));
    this.#finished.push(deal);
    return deal;
  }

  /** A deal in which a reaction could not do its work: what it leaves in its dead letters. */
  async sellWithout(reaction: string): Promise<Dead[]> {
    await this.#propose();
    const isIts = ({ reaction: { name } }: Pipeline["waiting"][number]) => name === reaction;
    const message = this.pipe.waiting.find(isIts);
    this.pipe.waiting = this.pipe.waiting.filter((each) => !isIts(each));
    await this.pipe.settle();
    return message === undefined
      ? []
      : [{ queue: reaction, body: JSON.stringify({ detail: message.event }) }];
  }

  async #deliver(order: string): Promise<void> {
    await this.ask(fulfilOrder, { lines: [{ line: 1, quantity: "2" }] }, order);
    await this.ask(fulfilOrder, {}, order);
    await this.pipe.settle();
    await this.ask(returnOrder, { lines: [{ line: 2, quantity: "1" }] }, order);
    await this.ask(creditInvoice, { lines: [{ line: 1, quantity: "1" }] }, childId("inv", order, 1));
    await this.pipe.settle();
    for (const bill of [1, 2]) await this.#pay(childId("inv", order, bill));
    await this.pipe.settle();
  }

  async #pay(invoice: string): Promise<void> {
    const record = await this.pipe.read(payInvoice.home, invoice);
    const { balance } = { balance: { minor: 0, currency: "EUR" }, ...record };
    await this.ask(payInvoice, { amount: { ...balance, minor: 1 }, method: "cash" }, invoice);
    await this.ask(
      payInvoice,
      { amount: { ...balance, minor: balance.minor - 1 }, method: "transfer" },
      invoice,
    );
  }

  /** What comes in by itself, what ends early, and a product that is found by its code. */
  async others(): Promise<void> {
    const { posted, mails } = await comeIn(this.pipe);
    this.#commands.push({ ...posted, answers: [...posted.answers] });
    this.#mails.push(...mails);
    const lead = await this.ask(captureLead, { topic: "Tea", lastName: "Moos" });
    await this.ask(disqualifyLead, { reason: "lost" }, String(lead["id"]));
    await this.ask(addProduct, { code: "CHAI", name: "Chai", prices: { EUR: "14.00" }, taxPercent: "10" });
    await this.pipe.settle();
  }

  /** Publishes all that was committed, as the stream brings it to the publisher. */
  async #publish(): Promise<string[]> {
    const items = (await itemsOf(this.#engine.client, this.#table)).filter(
      (item) => eventIn(item) !== undefined,
    );
    const bus = await startFailingBus(() => false);
    const publish = publisher(bus.client, "bus", openMarks(this.#engine.client, this.#table));
    const Records = items.map((item, index) => ({
      dynamodb: { SequenceNumber: String(index + 1), NewImage: imageOf(item) },
    }));
    await publish({ Records });
    await bus.stop();
    return bus.calls.flat();
  }

  /** Puts all that was committed into the feed, the last first: messages come in any order. */
  async #feed(): Promise<void> {
    const feed = openFeed(this.#engine.client, this.#table, this.pipe.world.journal);
    const latest = this.#committed.toReversed();
    for (let at = 0; at < latest.length; at += 7) await feed.append(latest.slice(at, at + 7));
  }

  /** All that is known of the run. */
  async history(): Promise<History> {
    const published = await this.#publish();
    await this.#feed();
    const all = [...new Set(this.#committed.map(({ type }) => type))];
    const queues = [
      ...flow,
      { name: FEEDER, types: all },
      { name: "set-timers", types: timers.flatMap(({ types }) => types) },
    ];
    const due = (type: string) => queues.filter(({ types }) => types.includes(type));
    return {
      items: await itemsOf(this.#engine.client, this.#table),
      published: published.map((detail) => ({ type: Envelope.parse(JSON.parse(detail)).type, detail })),
      delivered: this.#committed.flatMap(({ id, type }) =>
        due(type).map(({ name }) => ({ queue: name, event: id })),
      ),
      dead: [],
      waiting: queues.map(({ name }) => ({ queue: name, messages: 0 })),
      commands: this.#commands,
      mails: this.#mails,
      finished: this.#finished,
    };
  }
}
