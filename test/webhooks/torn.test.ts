import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeLead } from "../../domain/lead/change.ts";
import { resumeSubscription } from "../../domain/subscription/actions.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { deliveryKey } from "../../functions/runtime/webhooks/keys.ts";
import { batchesOf } from "../../functions/runtime/webhooks/move.ts";
import { openSender } from "../../functions/runtime/webhooks/post.ts";
import { ask, done } from "../support/world.ts";
import { startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
});
afterAll(() => hooks.stop());

describe("a transaction of which a reader sees only a part", () => {
  test("loses no delivery that is due and not to be seen yet", async () => {
    const receiver = await startReceiver();
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    const parts = hooks.parts();
    let looks = 0;
    const load: typeof parts.deliveries.load = async (subscription, positions) => {
      looks += 1;
      const found = await parts.deliveries.load(subscription, positions);
      return looks === 1 ? found.map(() => undefined) : found;
    };
    await hooks.run(id, { ...parts, deliveries: { ...parts.deliveries, load } });
    await receiver.stop();
    expect(receiver.all).toHaveLength(1);
  });

  test("has one event of a deal at most where the order counts", async () => {
    await hooks.happen(2, 2);
    const places = await hooks.parts().feed.places(0, 100);
    for (const batch of batchesOf(places, true)) {
      expect(new Set(batch.map(({ deal }) => deal)).size).toBe(batch.length);
    }
    expect(batchesOf(places, true).flat()).toEqual(places);
    expect(batchesOf(places, false).map(({ length }) => length)).toEqual([places.length]);
  });
});

test("what was kept for its days and never sent does not hold up its deal for ever", async () => {
  const receiver = await startReceiver();
  const id = await hooks.subscribe(receiver.url, { ordered: true });
  const events = await hooks.happen(1, 2);
  await hooks.dispatch();
  for (const { place } of await hooks.deliveries(id)) {
    const Key = toItem(deliveryKey(id, place.position));
    await hooks.engine.client.send(new DeleteItemCommand({ TableName: "journal", Key }));
  }
  const lead = events[0]?.split("#")[0] ?? "";
  await done(ask(changeLead, { topic: "Coffee" }, { id: lead }), hooks.world);
  await hooks.parts().feed.append(await hooks.world.journal.events("lead", lead, 99));
  await hooks.dispatch();
  await hooks.run(id);
  await receiver.stop();
  expect(receiver.ids()).toEqual([`${lead}#4`]);
});

test("a receiver that fails again after its subscription was resumed has its five days from then on", async () => {
  const receiver = await startReceiver(() => 500);
  const id = await hooks.subscribe(receiver.url);
  const status = async () => (await hooks.parts().subscriber(id))?.state;
  await hooks.happen(1);
  await hooks.dispatch();
  for (const seconds of [0, 6, 400]) {
    hooks.pass(seconds);
    await hooks.run(id);
  }
  expect(await status()).toMatchObject({ status: "failing" });
  hooks.pass(6 * 86_400);
  await done(ask(resumeSubscription, {}, { id, roles: ["admin"] }), hooks.world);
  const resumed = hooks.now().toISOString();
  await hooks.run(id);
  expect(await status()).toMatchObject({ status: "active" });
  hooks.pass(10_000);
  await hooks.run(id);
  const state = await status();
  await receiver.stop();
  expect(state).toMatchObject({ status: "failing" });
  expect(state?.status === "failing" && state.failingSince >= resumed).toBe(true);
});

test("a receiver that switches protocols has given no answer, and holds up nobody", async () => {
  const server = createServer((socket) => {
    const answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
    socket.on("error", () => undefined).once("data", () => socket.write(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const nobody = () => undefined;
  const options = { lookup: nobody, timeoutMs: 1000, connections: 1 };
  const sender = openSender(new URL(`http://127.0.0.1:${port}/`), options);
  expect((await sender.post("{}", {})).error).toContain("without an answer");
  sender.close();
  server.close();
});
