import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { expect, test } from "vitest";
import { Envelope } from "../../domain/kernel/event.ts";
import { stages } from "../../domain/stages.ts";
import { settle } from "../../local/bench/check.ts";
import { runDeal, type Crew } from "../../local/bench/deal.ts";
import { randomFrom } from "../../local/bench/random.ts";
import type { Runtime } from "../../local/runtime.ts";
import { waitFor } from "../../local/client/wait.ts";
import { shuffledRepeats } from "./bus.ts";
import { eventsOf, sentQuote, someContact } from "./steps.ts";
import type { System } from "./system.ts";

const lines = [
  { description: "Chai", quantity: "3", unitPrice: "14.00", discountPercent: "0", taxPercent: "10" },
];

/** What happened in a deal; of notes that overtake each other only the newest counts, so their number is chance. */
const typesOf = async (crew: Crew, deal: string) =>
  (await eventsOf(crew, deal))
    .map(({ type }) => type)
    .filter((type) => type !== "opportunity.quote-noted")
    .toSorted();

const plurals = new Map(stages.map(({ stage: { name, plural } }) => [name, plural]));

/** All records of a deal, as they are now. */
const recordsOf = async (crew: Crew, deal: string) => {
  const events = await eventsOf(crew, deal);
  const paths = new Set(events.map(({ stage, record }) => `/${plurals.get(stage)}/${record}`));
  return Promise.all([...paths].map((path) => crew.sales.ask("GET", path)));
};

const settledDeal = async (crew: Crew, name: string) => {
  const done = await runDeal(crew, lines, name);
  await settle(crew.sales, done);
  return done;
};

/** Puts what the bus took last on it again and again until `signal` says that it is enough. */
const repeatEvents = async ({ bus, events }: System, signal: AbortSignal) => {
  const random = randomFrom(7);
  while (!signal.aborted) {
    await bus.put(shuffledRepeats(events.slice(-15), random));
    await pause(10);
  }
};

/** The counters of the function that places orders. */
const placing = ({ workers }: Runtime) => {
  const found = workers.stats().find(({ functionName }) => /place-?order/i.test(functionName));
  if (found === undefined) throw new Error("No function places orders");
  return found;
};

/** Events that come again, out of order, to functions that are gone, or that nobody can do anything with. */
export const tellDelivery = (use: () => System): void => {
  test("events that come again, up to three times and in any order, while the deal goes on, change nothing", async () => {
    const { crew, bus } = use();
    const calm = await settledDeal(crew, "Calm");
    const finished = new AbortController();
    const repeating = repeatEvents(use(), finished.signal);
    const wild = await settledDeal(crew, "Wild");
    finished.abort();
    await repeating;
    await bus.idle();
    expect(await typesOf(crew, wild.deal)).toEqual(await typesOf(crew, calm.deal));
  });

  test("all events of a finished deal once more, shuffled and repeated, leave every record as it was", async () => {
    const { crew, bus } = use();
    const { deal } = await settledDeal(crew, "Done");
    await bus.idle();
    const before = await recordsOf(crew, deal);
    const told = await eventsOf(crew, deal);
    const envelopes = told.map((event) => Envelope.parse(event));
    await bus.put(shuffledRepeats(envelopes, randomFrom(11)));
    await bus.idle();
    expect(await recordsOf(crew, deal)).toEqual(before);
    expect(await eventsOf(crew, deal)).toEqual(told);
  });

  test("functions that are ended in the middle of their work do it again and finish it", async () => {
    const { crew, runtime } = use();
    const contact = (await someContact(crew)).id;
    const before = placing(runtime).failures;
    const orders: string[] = [];
    // The work takes milliseconds: an end that comes a moment late is not in its middle.
    for (let tries = 0; tries < 8 && placing(runtime).failures === before; tries += 1) {
      const quote = await sentQuote(crew, contact);
      const { invocations } = placing(runtime);
      const { next } = await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, { hash: quote["hash"] });
      while (placing(runtime).invocations === invocations) await turn();
      runtime.workers.killAll();
      orders.push(String(next?.["order"]));
    }
    expect(placing(runtime).failures).toBeGreaterThan(before);
    const placed = await Promise.all(orders.map((order) => crew.sales.until(`/orders/${order}`)));
    const opportunities = placed.map((order) => `/opportunities/${String(order["opportunity"])}`);
    const isWon = ({ status }: { status: string }) => status === "won";
    await Promise.all(opportunities.map((path) => crew.sales.until(path, isWon)));
  });

  test("so far every reaction has done what it had to, and nothing was given up", async () => {
    const { bus } = use();
    await bus.idle();
    expect(await bus.deadLetters()).toEqual([]);
  });

  test("a reaction that keeps failing puts the event whole where somebody will look, and the others go on", async () => {
    const { crew, bus, events } = use();
    const accepted = await waitFor("the event", () =>
      Promise.resolve(events.findLast(({ type }) => type === "quote.accepted")),
    );
    const strange = JSON.stringify(accepted).replaceAll(/_[0-9A-Z]{26}/g, "_01KAQ6Z3V9T4M0T3R5D9WXYZAB");
    await bus.put([Envelope.parse(JSON.parse(strange))]);

    expect((await settledDeal(crew, "Fine")).invoice.status).toBe("paid");
    const dead = await waitFor("the dead letter", async () =>
      (await bus.deadLetters()).find(({ queue }) => /win-?opportunity/i.test(queue)),
    );
    const { detail } = z.object({ detail: z.unknown() }).parse(JSON.parse(dead.body));
    expect(detail).toEqual(JSON.parse(strange));
    // Its order needs nothing of the opportunity that does not exist.
    await crew.sales.until("/orders/ord_01KAQ6Z3V9T4M0T3R5D9WXYZAB");
  });
};
