import { afterAll, beforeAll, expect, test } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import type { LaneParts } from "../../functions/runtime/webhooks/parts.ts";
import { startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
});
afterAll(() => hooks.stop());

/** Works on what the queues bring, one message of each class at a time, until told to stop: the fewest functions that there can be. */
function work(parts: LaneParts, until: () => boolean) {
  const waiting: Record<"lane" | "slowLane", string[]> = { lane: [], slowLane: [] };
  async function fill(): Promise<void> {
    const { lane, slowLane } = await hooks.messages();
    waiting.lane.push(...lane);
    waiting.slowLane.push(...slowLane);
  }
  async function one(of: keyof typeof waiting): Promise<void> {
    while (!until()) {
      const id = waiting[of].shift();
      if (id === undefined) await sleep(20);
      else await hooks.run(id, parts, { slow: of === "slowLane", ms: 11_000 });
    }
  }
  async function keepFilling(): Promise<void> {
    while (!until()) {
      await fill();
      await sleep(20);
    }
  }
  return Promise.all([one("lane"), one("slowLane"), keepFilling()]);
}

test("a receiver that hangs delays one that is quick by one request, whatever it is sent", async () => {
  const hanging = await startReceiver(() => undefined);
  const quick = await startReceiver();
  const events = 20;
  const before = await hooks.subscribe(hanging.url, { inFlight: 1 });
  const id = await hooks.subscribe(quick.url, { inFlight: 1 });
  await hooks.happen(events);
  await hooks.dispatch();
  const isOver = async () =>
    (await hooks.deliveries(id)).every(({ status }) => status === "delivered") && hanging.all.length >= 4;
  let over = false;
  const working = work(hooks.parts({ timeoutSeconds: 1 }), () => over);
  while (!(await isOver())) await sleep(50);
  // New events go on to the quick one at once, while the other still hangs.
  await hooks.happen(events);
  await hooks.dispatch();
  const asked = hanging.all.length;
  while ((await hooks.deliveries(id)).some(({ status }) => status !== "delivered")) await sleep(20);
  const meanwhile = hanging.all.length - asked;
  over = true;
  await working;
  expect(quick.all).toHaveLength(2 * events);
  // Each request to the hanging one takes a second: the quick one was through before its third.
  const lastQuick = quick.all[events - 1]?.at ?? Infinity;
  expect(hanging.all.filter(({ at }) => at < lastQuick).length).toBeLessThanOrEqual(3);
  expect(meanwhile).toBeLessThanOrEqual(2);
  expect((await hooks.deliveries(before)).every(({ status }) => status === "pending")).toBe(true);
  await Promise.all([hanging.stop(), quick.stop()]);
}, 60_000);
