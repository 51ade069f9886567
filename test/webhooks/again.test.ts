import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  pauseSubscription,
  redeliverSubscription,
  resumeSubscription,
  testSubscription,
} from "../../domain/subscription/actions.ts";
import { deliveryId } from "../../functions/runtime/webhooks/delivery-id.ts";
import { asked, followed } from "./following.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhooks();
});
beforeEach(async () => {
  receiver = await startReceiver();
  await hooks.dispatch();
});
afterEach(async () => {
  await receiver.stop();
  await hooks.unsubscribe();
});
afterAll(() => hooks.stop());

async function sent(leads: number, more: object = {}) {
  const id = await hooks.subscribe(receiver.url, more);
  const from = hooks.now().toISOString();
  const events = await hooks.happen(leads);
  await hooks.dispatch();
  await hooks.run(id);
  hooks.pass(1);
  return { id, events, from, to: hooks.now().toISOString() };
}

describe("delivering again", () => {
  test("one delivery sends the same event with the same id once more, and its log says both", async () => {
    const { id } = await sent(2);
    const [first] = await hooks.deliveries(id);
    const { position = 0 } = first?.place ?? {};
    await followed(hooks, {
      detail: await asked(hooks, redeliverSubscription, id, { delivery: deliveryId(position) }),
    });
    await hooks.run(id);
    expect(receiver.all).toHaveLength(3);
    const [again] = await hooks.deliveries(id);
    expect(again).toMatchObject({
      status: "delivered",
      tries: 1,
      attempts: [{ status: 204 }, { status: 204 }],
    });
    expect(receiver.ids().filter((each) => each === receiver.ids().at(-1))).toHaveLength(2);
  });

  test("a range of time sends all of it again, and nothing of before and after", async () => {
    const before = await hooks.happen(1);
    hooks.pass(1);
    const { id, events, from, to } = await sent(3);
    await hooks.happen(1);
    const request = await asked(hooks, redeliverSubscription, id, { from, to });
    receiver.all.length = 0;
    await followed(hooks, { detail: request });
    await hooks.run(id);
    expect(receiver.ids().toSorted()).toEqual(events.toSorted());
    expect(receiver.ids()).not.toContain(before[0]);
    await followed(hooks, { detail: request });
    await hooks.run(id);
    expect(receiver.all).toHaveLength(3);
  });

  test("a range of before the subscription was made sends what it would have got", async () => {
    const from = hooks.now().toISOString();
    const events = await hooks.happen(2);
    hooks.pass(1);
    const to = hooks.now().toISOString();
    const id = await hooks.subscribe(receiver.url);
    const other = await hooks.subscribe(receiver.url, { types: ["quote.*"] });
    for (const one of [id, other]) {
      await followed(hooks, { detail: await asked(hooks, redeliverSubscription, one, { from, to }) });
      await hooks.run(one);
    }
    expect(receiver.ids().toSorted()).toEqual(events.toSorted());
  });

  test("a long range is worked through by several invocations, each of which goes on where the last one ended", async () => {
    const from = hooks.now().toISOString();
    const events = await hooks.happen(21, 10);
    hooks.pass(1);
    const id = await hooks.subscribe(receiver.url, { inFlight: 20 });
    const range = { from, to: hooks.now().toISOString() };
    const invocations = await followed(
      hooks,
      { detail: await asked(hooks, redeliverSubscription, id, range) },
      { pages: 1 },
    );
    expect(invocations).toBeGreaterThanOrEqual(3);
    await hooks.run(id);
    expect(receiver.ids().toSorted()).toEqual(events.toSorted());
  }, 30_000);

  test("what was given up is sent again when its dead letter is put back", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await hooks.run(id, hooks.parts({ waits: [0] }));
    const letter = hooks.letters.find(({ webhook }) => webhook === id);
    if (letter === undefined) throw new Error("no letter");
    receiver.behave(() => 200);
    await followed(hooks, letter);
    await hooks.run(id);
    expect((await hooks.deliveries(id)).map(({ status }) => status)).toEqual(["delivered"]);
  });
});

describe("a subscription", () => {
  test("that is paused gets nothing, and all of it in order when it is resumed", async () => {
    const { id } = await sent(1);
    await asked(hooks, pauseSubscription, id);
    const events = await hooks.happen(3);
    await hooks.dispatch();
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    await hooks.messages();
    await followed(hooks, { detail: await asked(hooks, resumeSubscription, id) });
    expect((await hooks.messages()).lane).toEqual([id]);
    await hooks.run(id);
    expect(receiver.ids().slice(1).toSorted()).toEqual(events.toSorted());
  });

  test("that is tested gets one event of its own, and no other subscription does", async () => {
    const id = await hooks.subscribe(receiver.url, { types: ["invoice.paid"] });
    const other = await hooks.subscribe(receiver.url, { types: ["*"] });
    await hooks.dispatch();
    const tested = await asked(hooks, testSubscription, id);
    await hooks.dispatch();
    await hooks.run(id);
    await hooks.run(other);
    expect(receiver.ids().filter((each) => each === tested.id)).toHaveLength(1);
    expect((await hooks.deliveries(id)).map(({ place }) => place.type)).toEqual(["subscription.tested"]);
  });

  test("gets only what its filter lets through, by the event and by its record", async () => {
    const mine = await hooks.subscribe(receiver.url, { filter: { about: { owner: ["ann"] } } });
    const none = await hooks.subscribe(receiver.url, { filter: { about: { owner: ["bob"] } } });
    const changes = await hooks.subscribe(receiver.url, { filter: { seq: [{ numeric: [">", 1] }] } });
    await hooks.happen(2, 1);
    await hooks.dispatch();
    const counts = await Promise.all([mine, none, changes].map((id) => hooks.deliveries(id)));
    expect(counts.map((all) => all.length)).toEqual([4, 0, 2]);
  });
});
