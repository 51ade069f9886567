import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatch } from "../../functions/runtime/webhooks/dispatch.ts";
import { loadSubscriber } from "../../functions/runtime/webhooks/subscriber.ts";
import { mortal, untilDeath, type When } from "./mortal.ts";
import { startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
});
afterAll(() => hooks.stop());

const WAITS = [0, 1, 2];
const whens: readonly When[] = ["before", "after"];

/** Events of two deals, the first of which fails for ever and the second at its first try. */
async function someWork(ordered: boolean) {
  const receiver = await startReceiver(({ nth, body }) => {
    if (body.includes('"seq":1,') && body.includes('"topic":"Tea"') && nth <= (failing === "" ? 1 : 9)) {
      failing ||= body;
      return body === failing ? 500 : 200;
    }
    return nth === 1 && body.includes('"seq":2,') ? 500 : 200;
  });
  let failing = "";
  await hooks.unsubscribe();
  const id = await hooks.subscribe(receiver.url, { ordered });
  const events = await hooks.happen(2, 1);
  await hooks.dispatch();
  return { receiver, id, events };
}

/** Runs with the same message, as a queue brings it again, until nothing is left. */
async function runToTheEnd(id: string, owner: string): Promise<void> {
  const parts = hooks.parts({ waits: WAITS });
  for (let rounds = 0; rounds < 20; rounds += 1) {
    // Longer than the lease of who died, and than every wait.
    hooks.pass(70);
    await hooks.run(id, parts, { owner });
    if ((await hooks.deliveries(id)).every(({ status }) => status !== "pending")) break;
  }
  await hooks.run(id, parts, { owner });
}

async function survives(ordered: boolean, nth: number, when: When): Promise<boolean> {
  const { receiver, id, events } = await someWork(ordered);
  const owner = randomUUID();
  const { parts, died } = mortal(hooks.parts({ waits: WAITS }), nth, when);
  const isDone = await untilDeath(hooks.run(id, parts, { owner }), died);
  await runToTheEnd(id, owner);
  await receiver.stop();
  expect(new Set(receiver.ids())).toEqual(new Set(events));
  const ended = await hooks.deliveries(id);
  expect(ended.map(({ status }) => status).toSorted()).toEqual([
    "delivered",
    "delivered",
    "delivered",
    "failed",
  ]);
  expect(hooks.letters.filter(({ webhook }) => webhook === id).length).toBeGreaterThanOrEqual(1);
  expect(await hooks.parts().deliveries.nextDue(id)).toBeUndefined();
  const [lane] = await hooks.parts().lanes.read([id]);
  expect(lane?.owner).toBeUndefined();
  expect((await loadSubscriber(hooks.world.journal, id))?.state.status).not.toBe("disabled");
  return isDone;
}

describe("who works on a lane may be killed", () => {
  test.each(whens)(
    "%s any of its calls: every event is sent, and what was given up is told",
    async (when) => {
      let nth = 1;
      for (; !(await survives(nth % 2 === 0, nth, when)); nth += 1);
      expect(nth).toBeGreaterThan(20);
    },
    120_000,
  );
});

describe("who dispatches may be killed", () => {
  test.each(whens)(
    "%s any of its calls: each event has one delivery, and its lane is woken after that",
    async (when) => {
      await hooks.unsubscribe();
      const receiver = await startReceiver();
      const [one, two] = [await hooks.subscribe(receiver.url), await hooks.subscribe(receiver.url)];
      let nth = 0;
      for (let isDone = false; !isDone;) {
        nth += 1;
        const before = (await hooks.deliveries(one)).length;
        await hooks.happen(2);
        const first = mortal(hooks.parts(), nth, when);
        isDone = await untilDeath(hooks.dispatch(first.parts), first.died);
        const second = mortal(hooks.parts(), Infinity, "after");
        await hooks.dispatch(second.parts);
        for (const id of [one, two]) expect(await hooks.deliveries(id)).toHaveLength(before + 2);
        const calls = [...first.calls, ...second.calls];
        expect(calls.lastIndexOf("wake")).toBeGreaterThan(calls.lastIndexOf("move"));
      }
      expect(nth).toBeGreaterThan(8);
      await receiver.stop();
    },
    60_000,
  );

  test("who is given no time does one page all the same, and goes on from there the next time", async () => {
    await hooks.unsubscribe();
    await hooks.dispatch();
    const receiver = await startReceiver();
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(130);
    const parts = hooks.parts();
    const before = await parts.cursor.read();
    expect(await dispatch(parts, () => false)).toBe(false);
    expect(await parts.cursor.read()).toBe(before + 100);
    for (let rounds = 0; !(await dispatch(parts, () => false)); rounds += 1) expect(rounds).toBeLessThan(5);
    expect(await hooks.deliveries(id)).toHaveLength(130);
    await receiver.stop();
  }, 30_000);

  test("two at once make each delivery once", async () => {
    await hooks.unsubscribe();
    const receiver = await startReceiver();
    const id = await hooks.subscribe(receiver.url);
    const events = await hooks.happen(30);
    await Promise.all([1, 2, 3].map(() => hooks.dispatch()));
    // So long that no answer is given up on a machine that has much else to do.
    await hooks.run(id, hooks.parts({ timeoutSeconds: 20 }));
    expect(receiver.ids().toSorted()).toEqual(events.toSorted());
    await receiver.stop();
  });
});
