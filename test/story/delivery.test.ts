import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Envelope } from "../../domain/kernel/event.ts";
import { stages } from "../../domain/stages.ts";
import { settle } from "../../local/bench/check.ts";
import { runDeal } from "../../local/bench/deal.ts";
import { randomFrom } from "../../local/bench/random.ts";
import { RecordAnswer } from "../../local/client/answers.ts";
import { waitFor } from "../../local/client/wait.ts";
import { openBus, shuffledRepeats } from "./bus.ts";
import { eventsOf, sentQuote, someContact } from "./steps.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let bus: ReturnType<typeof openBus>;

beforeAll(async () => {
  system = await startSystem({ reactionTries: 3, visibilitySeconds: 2 });
  bus = openBus(system.runtime);
});
afterAll(async () => {
  bus.close();
  await system.stop();
});

const lines = [
  { description: "Chai", quantity: "3", unitPrice: "14.00", discountPercent: "0", taxPercent: "10" },
];

const typesOf = async (deal: string) =>
  (await eventsOf(system.crew, deal)).map(({ type }) => type).toSorted();

const plurals = new Map(stages.map(({ stage: { name, plural } }) => [name, plural]));

/** All records of a deal, as they are now. */
const recordsOf = async (deal: string) => {
  const events = await eventsOf(system.crew, deal);
  const paths = new Set(events.map(({ stage, record }) => `/${plurals.get(stage)}/${record}`));
  return Promise.all([...paths].map((path) => system.crew.sales.ask("GET", path)));
};

test("events that come again, up to three times and in any order, while the deal goes on, change nothing", async () => {
  const { crew, events } = system;
  const calm = await runDeal(crew, lines, "Calm");
  await settle(crew.sales, calm);

  const random = randomFrom(7);
  const finished = new AbortController();
  const repeat = async () => {
    while (!finished.signal.aborted) await bus.put(shuffledRepeats(events.slice(-15), random));
  };
  const repeating = repeat();
  const wild = await runDeal(crew, lines, "Wild");
  await settle(crew.sales, wild);
  finished.abort();
  await repeating;
  await bus.idle();

  expect(await typesOf(wild.deal)).toEqual(await typesOf(calm.deal));
  expect(await bus.deadLetters()).toEqual([]);
});

test("all events of a finished deal once more, shuffled and repeated, leave every record as it was", async () => {
  const done = await runDeal(system.crew, lines, "Done");
  await settle(system.crew.sales, done);
  await bus.idle();
  const before = await recordsOf(done.deal);
  const told = await eventsOf(system.crew, done.deal);
  await bus.put(
    shuffledRepeats(
      told.map((event) => Envelope.parse(event)),
      randomFrom(11),
    ),
  );
  await bus.idle();
  expect(await recordsOf(done.deal)).toEqual(before);
  expect(await eventsOf(system.crew, done.deal)).toEqual(told);
});

test("functions that are ended in the middle of their work are started again and finish it", async () => {
  const { crew, runtime } = system;
  const quote = await sentQuote(crew, (await someContact(crew)).id);
  const { next } = await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, {});
  const running = () => runtime.workers.stats().reduce((sum, { invocations }) => sum + invocations, 0);
  const before = running();
  await waitFor("a reaction", async () => running() > before || undefined);
  runtime.workers.killAll();
  const order = await crew.sales.until(`/orders/${next?.["order"]}`);
  expect(order.status).toBe("placed");
  await crew.sales.until(`/opportunities/${String(order["opportunity"])}`, ({ status }) => status === "won");
});

test("a reaction that keeps failing puts the event whole where somebody will look, and the others go on", async () => {
  const { crew, events } = system;
  const quote = await sentQuote(crew, (await someContact(crew)).id);
  await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, {});
  const isAccepted = ({ type, record }: Envelope) => type === "quote.accepted" && record === quote.id;
  const accepted = await waitFor("the event", async () => events.find(isAccepted));
  const nowhere = "opp_01KAQ6Z3V9T4M0T3R5D9WXYZAB";
  const strange = {
    ...accepted,
    id: "quo_01KAQ6Z3V9T4M0T3R5D9WXYZAB#3",
    record: "quo_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
    deal: "dea_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
    data: { ...accepted.data, opportunity: nowhere, order: "ord_01KAQ6Z3V9T4M0T3R5D9WXYZAB" },
  };
  await bus.put([strange]);

  const fine = await runDeal(crew, lines, "Fine");
  expect(fine.invoice.status).toBe("paid");
  const dead = await waitFor("the dead letter", async () => {
    const letters = await bus.deadLetters();
    return letters.find(({ queue }) => /win-?opportunity/i.test(queue));
  });
  const { detail } = z.object({ detail: z.unknown() }).parse(JSON.parse(dead.body));
  expect(detail).toEqual(strange);
  // The order needs nothing of the opportunity: its reaction went on.
  RecordAnswer.parse((await crew.sales.send("GET", "/orders/ord_01KAQ6Z3V9T4M0T3R5D9WXYZAB")).body);
});
