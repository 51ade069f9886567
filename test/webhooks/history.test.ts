import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { ask, done } from "../support/world.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
}, 60_000);
afterAll(() => hooks.stop());
afterEach(() => hooks.unsubscribe());

const HOURS = 3600;

/** A lead that was captured some hours before a subscription is made, and is changed after it. */
async function leadAround(hours: number) {
  const { world } = hooks;
  const { record } = await done(ask(captureLead, { topic: "Tea", lastName: randomUUID() }), world);
  hooks.pass(hours * HOURS);
  const subscription = await hooks.subscribe("http://127.0.0.1:4009");
  await done(ask(changeLead, { topic: "More tea" }, { id: record.id }), hooks.world);
  const events = await hooks.world.journal.events("lead", record.id, 99);
  return { subscription, events };
}

const typesTo = async (subscription: string) =>
  (await hooks.deliveries(subscription)).map(({ place }) => place.type);

test("history that comes into the feed late, by a replay, is not sent to who subscribed after it happened", async () => {
  const { subscription, events } = await leadAround(3);
  await hooks.parts().feed.append(events.slice(0, 1));
  await hooks.parts().feed.append(events.slice(1));
  await hooks.dispatch();
  expect(await typesTo(subscription)).toEqual(["lead.changed"]);
});

test("nor is it when the next event of an old record brings it along", async () => {
  const { subscription, events } = await leadAround(24);
  await hooks.parts().feed.append(events.slice(-1));
  await hooks.dispatch();
  expect(await typesTo(subscription)).toEqual(["lead.changed"]);
});

test("what happened shortly before, as clocks may differ, is sent", async () => {
  const { subscription, events } = await leadAround(1);
  await hooks.parts().feed.append(events);
  await hooks.dispatch();
  expect(await typesTo(subscription)).toEqual(["lead.captured", "lead.changed"]);
});
