import { assert, asyncProperty, infiniteStream, integer } from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Behaviour, type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
});
afterEach(() => hooks.unsubscribe());
afterAll(() => hooks.stop());

const WAITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The events that were taken, in the order in which they were. */
async function taken(receiver: Receiver, until: () => Promise<boolean>, run: () => Promise<void>) {
  for (let rounds = 0; !(await until()); rounds += 1) {
    if (rounds > 200) throw new Error("It does not come to an end");
    await run();
  }
  return receiver.bodies().map(({ data }) => data);
}

const isOver = (id: string) => async () =>
  (await hooks.deliveries(id)).every(({ status }) => status !== "pending");

/** Seqs of each record in the order in which their events were last asked of the receiver. */
function seqsOf(events: readonly { record: string; seq: number }[]): readonly number[][] {
  return [...Map.groupBy(events, ({ record }) => record).values()].map((all) => all.map(({ seq }) => seq));
}

const isSorted = (seqs: readonly number[]) => seqs.every((seq, at) => at === 0 || seq >= (seqs[at - 1] ?? 0));

/** Runs until all is over while every request may fail, by the dice. */
async function throughFailures(ordered: boolean, fails: () => boolean) {
  const behave: Behaviour = () => (fails() ? 500 : 200);
  await hooks.unsubscribe();
  const receiver = await startReceiver(behave);
  const id = await hooks.subscribe(receiver.url, { ordered, inFlight: 4 });
  await hooks.happen(3, 3);
  await hooks.dispatch();
  const parts = hooks.parts({ waits: WAITS });
  const events = await taken(receiver, isOver(id), async () => {
    await hooks.run(id, parts);
    hooks.pass(11);
  });
  await receiver.stop();
  return { id, events };
}

describe("in order", () => {
  test("no event of a deal is ever asked for before an earlier one of it is over, however often they fail", async () => {
    await assert(
      asyncProperty(infiniteStream(integer({ min: 0, max: 99 })), async (dice) => {
        const { events } = await throughFailures(true, () => dice.next().value < 35);
        for (const seqs of seqsOf(events)) {
          expect(isSorted(seqs)).toBe(true);
          expect(new Set(seqs)).toEqual(new Set([1, 2, 3, 4]));
        }
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  test("this test would see it: without the order that was asked for, failing events are overtaken", async () => {
    let asked = 0;
    const { events } = await throughFailures(false, () => (asked += 1) <= 4);
    expect(seqsOf(events).every(isSorted)).toBe(false);
  });

  test("a deal that fails holds back its own later events, and no other deal", async () => {
    const receiver = await startReceiver();
    const id = await hooks.subscribe(receiver.url, { ordered: true });
    await hooks.happen(4, 2);
    await hooks.dispatch();
    const [first] = await hooks.deliveries(id);
    const failing = first?.place.deal;
    receiver.behave(({ body }) => (body.includes(`"deal":"${failing}"`) ? 500 : 200));
    await hooks.run(id);
    const of = async (deal: boolean) =>
      (await hooks.deliveries(id)).filter(({ place }) => (place.deal === failing) === deal);
    expect((await of(false)).map(({ status }) => status)).toEqual(Array(9).fill("delivered"));
    expect((await of(true)).map(({ tries }) => tries)).toEqual([1, 0, 0]);
    receiver.behave(() => 200);
    hooks.pass(6);
    await hooks.run(id);
    expect((await of(true)).map(({ status }) => status)).toEqual(Array(3).fill("delivered"));
    await receiver.stop();
  });

  test("an event that is given up lets the later ones of its deal go on", async () => {
    const receiver = await startReceiver(({ body }) => (body.includes('"seq":1,') ? 500 : 200));
    const id = await hooks.subscribe(receiver.url, { ordered: true });
    await hooks.happen(1, 2);
    await hooks.dispatch();
    const parts = hooks.parts({ waits: [0, 1, 1] });
    for (let round = 0; round < 3; round += 1) {
      await hooks.run(id, parts);
      hooks.pass(2);
    }
    const all = await hooks.deliveries(id);
    expect(all.map(({ status }) => status)).toEqual(["failed", "delivered", "delivered"]);
    expect(await hooks.parts().deliveries.nextDue(id)).toBeUndefined();
    await receiver.stop();
  });

  test("what is due in order is read once, however much of one deal waits", async () => {
    const receiver = await startReceiver(() => 500);
    const id = await hooks.subscribe(receiver.url, { ordered: true });
    await hooks.happen(1, 60);
    await hooks.dispatch();
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    const { entries } = await hooks.parts().deliveries.due(id, "~", 100);
    expect(entries).toHaveLength(1);
    await receiver.stop();
  });
});

test("not more requests than were asked for are under way at the same time, and so many are", async () => {
  const receiver = await startReceiver((_, response) => {
    setTimeout(() => response.writeHead(200).end(), 30);
    return undefined;
  });
  const id = await hooks.subscribe(receiver.url, { inFlight: 3 });
  await hooks.happen(30);
  await hooks.dispatch();
  await hooks.run(id);
  expect(receiver.all).toHaveLength(30);
  expect(receiver.most()).toBe(3);
  await receiver.stop();
});
