import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pauseSubscription } from "../../domain/subscription/actions.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { dueKey } from "../../functions/runtime/webhooks/keys.ts";
import { lookAfterDispatcher, lookAfterLanes } from "../../functions/runtime/webhooks/sweep.ts";
import { loadSubscriber } from "../../functions/runtime/webhooks/subscriber.ts";
import { ask, done } from "../support/world.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhooks();
}, 60_000);
beforeEach(async () => {
  receiver = await startReceiver();
  await hooks.unsubscribe();
});
afterEach(() => receiver.stop());
afterAll(() => hooks.stop());

const DAY = 86_400;
const parts = () => ({ ...hooks.parts(), dispatch: () => Promise.reject(new Error("Nobody asked for it")) });
const sweep = () => lookAfterLanes(parts());
const stateOf = async (id: string) => (await loadSubscriber(hooks.world.journal, id))?.state;

/** A subscription with something due of which the word is lost. */
async function forgotten(more: object = {}): Promise<string> {
  const id = await hooks.subscribe(receiver.url, more);
  await hooks.happen(1);
  await hooks.dispatch();
  await hooks.messages();
  return id;
}

/** Three tries of what is due, after which a receiver that fails is known to, and what it did not take is given up. */
async function failedThrice(id: string): Promise<void> {
  const waits = hooks.parts({ waits: [0, 5, 300] });
  for (const seconds of [0, 10, 400]) {
    hooks.pass(seconds);
    await hooks.run(id, waits);
  }
}

test("a dispatcher that stands still behind the end of the feed is told, and one that goes on is not", async () => {
  let told = 0;
  const { feed, cursor } = hooks.parts();
  const dispatch = () => {
    told += 1;
    return Promise.resolve();
  };
  const look = (behind: number | undefined) => lookAfterDispatcher(behind, { feed, cursor, dispatch });
  await hooks.happen(1);
  const behind = await look(undefined);
  expect(behind).toBe(await cursor.read());
  expect(told).toBe(0);
  expect(await look(behind)).toBe(behind);
  expect(told).toBe(1);
  await hooks.dispatch();
  expect(await look(behind)).toBeUndefined();
  await hooks.happen(1);
  await look(behind);
  expect(told).toBe(1);
  await hooks.dispatch();
});

describe("whoever looks after the lanes", () => {
  test("wakes one in which something is due and nobody comes, once it has waited for a minute", async () => {
    const id = await forgotten();
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [] });
    hooks.pass(61);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [id], slowLane: [] });
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    hooks.pass(DAY);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [] });
  });

  test("wakes one whose owner was killed, once it is not his any more", async () => {
    const id = await forgotten();
    hooks.pass(50);
    await hooks.parts().lanes.take(id, randomUUID());
    hooks.pass(30);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [] });
    hooks.pass(31);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [id], slowLane: [] });
  });

  test("leaves one alone whose word is on its way, however long its queue is, until that must be lost", async () => {
    const id = await forgotten();
    for (let minutes = 0; minutes < 29; minutes += 1) {
      hooks.pass(61);
      await sweep();
    }
    expect((await hooks.messages()).lane).toEqual([id]);
    hooks.pass(120);
    await sweep();
    expect((await hooks.messages()).lane).toEqual([id]);
  });

  test("leaves one alone that was handed on, and wakes it when who took it has died", async () => {
    const id = await forgotten();
    hooks.pass(120);
    await hooks.run(id, hooks.parts(), { ms: 5000 });
    await hooks.messages();
    hooks.pass(61);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [] });
    await hooks.parts().lanes.take(id, randomUUID());
    hooks.pass(61);
    await sweep();
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [id], slowLane: [] });
  });

  test("knows that a receiver is well when it has taken something since, though nobody has noted it", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await failedThrice(id);
    receiver.behave(() => 204);
    await hooks.happen(1);
    await hooks.dispatch();
    const dies = {
      ...hooks.parts(),
      world: {
        ...hooks.world,
        journal: { ...hooks.world.journal, commit: () => Promise.reject(new Error("the function dies")) },
      },
    };
    await expect(hooks.run(id, dies)).rejects.toThrow("the function dies");
    expect(await stateOf(id)).toMatchObject({ status: "failing" });
    hooks.pass(6 * DAY);
    await sweep();
    expect(await stateOf(id)).toMatchObject({ status: "active" });
  });

  test("leaves those alone that were paused, and receivers that have asked for time", async () => {
    const paused = await forgotten();
    await done(ask(pauseSubscription, {}, { id: paused, roles: ["admin"] }), hooks.world);
    receiver.behave((_, response) => {
      response.writeHead(429, { "retry-after": "3600" }).end();
      return undefined;
    });
    const held = await forgotten();
    await hooks.run(held);
    await hooks.messages();
    hooks.pass(600);
    await sweep();
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [] });
  });

  test("disables a subscription whose receiver has failed for five days and is asked nothing more", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await failedThrice(id);
    expect(await stateOf(id)).toMatchObject({ status: "failing" });
    expect((await hooks.deliveries(id)).map(({ status }) => status)).toEqual(["failed"]);
    hooks.pass(4 * DAY);
    await sweep();
    expect(await stateOf(id)).toMatchObject({ status: "failing" });
    hooks.pass(DAY);
    await Promise.all([sweep(), sweep()]);
    expect(await stateOf(id)).toMatchObject({ status: "disabled", reason: "failing" });
  });
});

test("an entry that says of a delivery what is not so any more is forgotten, and holds up nothing", async () => {
  const id = await forgotten();
  const [delivery] = await hooks.deliveries(id);
  if (delivery === undefined) throw new Error("There is no delivery");
  const entry = { due: "2020-01-01T00:00:00.000Z", position: delivery.place.position };
  await hooks.engine.client.send(
    new PutItemCommand({ TableName: "journal", Item: toItem(dueKey(id, entry)) }),
  );
  await hooks.run(id, hooks.parts(), { ms: 30_000 });
  expect(receiver.all).toHaveLength(1);
  expect(await hooks.parts().deliveries.nextDue(id)).toBeUndefined();
});
