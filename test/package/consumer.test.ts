import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consumer,
  type ConsumerOptions,
  CONTRACTS,
  UnsupportedVersion,
} from "../../salesline-events/src/salesline-events.ts";
import type { UnknownEvent } from "../../salesline-events/src/envelope.ts";
import { type Death, deliver, eventsOf, transactionalStore } from "./lane.ts";

const records = ["ord_A", "ord_B", "ord_C"];
const deaths = fc.constantFrom<Death>("no", "before the commit", "after the commit");
const isHandled = ({ type }: UnknownEvent) => type !== "order.polished";
const idsOf = (events: readonly UnknownEvent[]) => events.filter(isHandled).map(({ id }) => id);

/** A number after the other, and then the last one for ever. */
const dice = <T>(rolls: readonly T[], last: T) => {
  let next = 0;
  return () => {
    next += 1;
    return rolls[next - 1] ?? last;
  };
};

/** Events of three orders, each once or more often, in any order. */
const deliveries = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(), { maxLength: 20 }))
  .chain(([count, extra]) => {
    const all = records.flatMap((record) => eventsOf(record, count));
    const repeated = extra.flatMap((at) => all[at % all.length] ?? []);
    const sent = [...all, ...repeated];
    return fc.record({
      count: fc.constant(count),
      sent: fc.shuffledSubarray(sent, { minLength: sent.length, maxLength: sent.length }),
    });
  });

interface Processes {
  readonly store: ReturnType<typeof transactionalStore>["store"];
  readonly options?: ConsumerOptions;
  readonly failing: () => boolean;
  readonly called: string[];
}

/** Two processes at work on one store; each of them begins anew now and then. */
const processes = ({ store, options, failing, called }: Processes, which: () => number) => {
  const start = () =>
    consumer(store, options).on(["order.held", "order.resumed"], (event, tx) => {
      called.push(event.id);
      if (failing()) throw new Error("The handler failed");
      tx.write(event.id);
    });
  const running = [start(), start()];
  return (event: UnknownEvent) => {
    const roll = which();
    if (roll > 7) running[roll % 2] = start();
    return (running[roll % 2] ?? start()).handle(event);
  };
};

const chances = fc.record({
  deaths: fc.array(deaths, { maxLength: 40 }),
  failing: fc.array(fc.boolean(), { maxLength: 20 }),
  which: fc.array(fc.nat({ max: 9 }), { maxLength: 60 }),
  atOnce: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }),
});

type Luck = typeof chances extends fc.Arbitrary<infer T> ? T : never;

describe("Whatever comes, however often and in whatever order, with handlers that fail and processes that die", () => {
  /** What of an order was done, and which handlers ran for it, when all that was sent is taken. */
  const run = async (order: "sequence" | "none", sent: readonly UnknownEvent[], luck: Luck) => {
    const { store, journal, progressOf } = transactionalStore(dice(luck.deaths, "no"));
    const called: string[] = [];
    const parts = { store, options: { order }, failing: dice(luck.failing, false), called };
    await deliver(sent, processes(parts, dice(luck.which, 0)), dice(luck.atOnce, 1));
    const of = (record: string) => (id: string) => id.startsWith(`${record}#`);
    return records.map((record) => ({
      done: journal.filter(of(record)),
      seqs: called.filter(of(record)).map((id) => Number(id.split("#")[1])),
      progress: progressOf(record),
    }));
  };

  test("every event is handled once and in the order of its record, where all of them come", async () => {
    const law = fc.asyncProperty(deliveries, chances, async ({ count, sent }, luck) => {
      const found = await run("sequence", sent, luck);
      expect(found.map(({ done }) => done)).toEqual(records.map((record) => idsOf(eventsOf(record, count))));
      expect(found.map(({ progress }) => progress)).toEqual(records.map(() => ({ seq: count })));
      // Without a transaction an event may be handled again, but none before or after its turn.
      for (const { seqs } of found) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    });
    await fc.assert(law, { numRuns: 150 });
  });

  test("every event is handled once, where they are taken as they come", async () => {
    const law = fc.asyncProperty(deliveries, chances, async ({ count, sent }, luck) => {
      const found = await run("none", sent, luck);
      expect(found.map(({ done }) => done.toSorted())).toEqual(
        records.map((record) => idsOf(eventsOf(record, count)).toSorted()),
      );
    });
    await fc.assert(law, { numRuns: 150 });
  });

  test("a source in order, of some types only, that goes back to where it was acknowledged: each once and in order", async () => {
    const law = fc.asyncProperty(chances, fc.array(fc.nat({ max: 6 })), async (luck, back) => {
      const all = records.flatMap((record) => eventsOf(record, 9)).filter(isHandled);
      const { store, journal } = transactionalStore(dice(luck.deaths, "no"));
      const parts = {
        store,
        options: { order: "source" } as const,
        failing: dice(luck.failing, false),
        called: [],
      };
      const take = processes(parts, dice(luck.which, 0));
      const goBack = dice(back, 0);
      for (let at = 0; at < all.length;) {
        const event = all[at];
        const [answer] = await Promise.allSettled([event === undefined ? undefined : take(event)]);
        at = answer.status === "rejected" ? Math.max(0, at - goBack()) : at + 1;
      }
      expect(journal).toEqual(idsOf(all));
    });
    await fc.assert(law, { numRuns: 150 });
  });
});

describe("A consumer", () => {
  const five = eventsOf("ord_A", 5);
  const [first, second, third, fourth, fifth] = five;
  const begin = (options?: ConsumerOptions) => {
    const { store, journal, progressOf } = transactionalStore();
    const made = consumer(store, options).on(["order.held", "order.resumed"], ({ id }, tx) => tx.write(id));
    return { made, journal, progressOf };
  };

  test("keeps what comes before its turn, says what it waits for, and hands it over when that came", async () => {
    const { made, journal } = begin();
    const gap = { record: "ord_A", stage: "order", deal: first?.deal, after: 0, before: 2 };
    expect(await made.handle(second)).toEqual({ status: "waiting", id: "ord_A#2", handled: [], gap });
    expect(await made.handle(second)).toMatchObject({ status: "waiting" });
    expect(await made.handle(first)).toEqual({
      status: "handled",
      id: "ord_A#1",
      handled: ["ord_A#1", "ord_A#2"],
    });
    expect(await made.handle(first)).toMatchObject({ status: "duplicate" });
    expect(await made.handle(third)).toMatchObject({ status: "ignored" });
    expect(journal).toEqual(["ord_A#1", "ord_A#2"]);
  });

  test("asks for what is missing, when it is told how, and waits for the rest only", async () => {
    const asked: unknown[] = [];
    const { made, journal } = begin({
      missing: async ({ after, before }) => {
        asked.push([after, before]);
        return five.filter(({ seq }) => seq > after && seq < before && seq !== 3);
      },
    });
    expect(await made.handle(fifth)).toMatchObject({
      status: "waiting",
      handled: ["ord_A#1", "ord_A#2"],
      gap: { after: 2, before: 5 },
    });
    expect(await made.handle(third)).toMatchObject({ handled: ["ord_A#4", "ord_A#5"] });
    expect(asked).toEqual([[0, 5]]);
    expect(journal).toEqual(["ord_A#1", "ord_A#2", "ord_A#4", "ord_A#5"]);
  });

  test("goes on after what a snapshot had, and over what will never come", async () => {
    const { made, journal } = begin();
    await made.handle(fifth);
    await made.startAfter("ord_A", 3);
    expect(await made.handle(second)).toMatchObject({ status: "duplicate" });
    await made.handle(fourth);
    await made.startAfter("ord_A", 1);
    expect(journal).toEqual(["ord_A#4", "ord_A#5"]);
  });

  test("lets only so many wait, and the others come again", async () => {
    const { made, progressOf } = begin({ mostWaiting: 2 });
    await made.handle(third);
    await made.handle(fourth);
    await expect(made.handle(fifth)).rejects.toThrow("2 events of ord_A wait already");
    expect(progressOf("ord_A")?.waiting?.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  test("takes no event past one that failed, when the source gives them in order", async () => {
    const { store, journal } = transactionalStore();
    let failures = 1;
    const made = consumer(store, { order: "source" }).on(["order.held", "order.resumed"], ({ id }, tx) => {
      failures -= 1;
      if (failures >= 0) throw new Error("No disk");
      tx.write(id);
    });
    const answers = await Promise.allSettled([made.handle(first), made.handle(second)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await made.handle(first);
    await made.handle(second);
    expect(journal).toEqual(["ord_A#1", "ord_A#2"]);
  });

  test("does nothing with a version of a handled event that it does not know, and that one's place stays free", async () => {
    const { made, journal } = begin();
    await made.handle(first);
    const newer = { ...second, v: 2 };
    await expect(made.handle(newer)).rejects.toThrow(
      `order.resumed ord_A#2 has version 2, 1 is known here: ask for contracts=${CONTRACTS} (feed, export, subscription) or "v": [1] (rule of the bus), or update salesline-events`,
    );
    await expect(made.handle({ ...fourth, v: 2 })).rejects.toThrow("version 2");
    expect(await made.handle({ ...third, v: 7 })).toMatchObject({ status: "waiting" });
    await made.handle(fourth);
    await made.handle(second);
    expect(journal).toEqual(["ord_A#1", "ord_A#2", "ord_A#4"]);
  });

  test("says of an older version what to ask for, and that only then Salesline may be too old", () => {
    const messages = five.slice(1, 2).map((event) => new UnsupportedVersion(event, 2).message);
    expect(messages).toEqual([
      `order.resumed ord_A#2 has version 1, 2 is known here: ask for contracts=${CONTRACTS} (feed, export, subscription) or "v": [2] (rule of the bus); if that was asked, this Salesline has no version 2 yet: update it, or use the salesline-events that came with it`,
    ]);
  });

  test("says which event failed and why, and refuses a second handler or a type that there is not", async () => {
    const { store } = transactionalStore();
    const made = consumer(store).on("order.held", () => Promise.reject(new Error("No disk")));
    await expect(made.handle(first)).rejects.toMatchObject({
      name: "HandlerFailed",
      message: "order.held ord_A#1: No disk",
      event: { id: "ord_A#1" },
    });
    expect(() => made.on("order.held", () => undefined)).toThrow("order.held has a handler already");
    const lists: Record<string, readonly "order.held"[]> = JSON.parse('{"typo":["order.hold"]}');
    expect(() => made.on(lists["typo"] ?? [], () => undefined)).toThrow("There is no event order.hold");
  });
});
