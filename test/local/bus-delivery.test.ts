import { describe, expect, test } from "vitest";
import { bodiesOf, entry, eventsOf, rule, startBetween, startWorld, typesOf } from "./bus-world.ts";

const all = { source: ["salesline"] };

describe("delivery", () => {
  test("an event is in the queue of every rule that it matches, in the envelope of EventBridge", async () => {
    await using world = await startWorld([
      rule("sent", { "detail-type": ["quote.sent"] }),
      rule("everything", all),
      rule("other-bus", all, "default"),
      rule("big", JSON.stringify({ detail: { total: [{ numeric: [">", 100] }] } })),
    ]);
    const { Entries } = await world.put({
      ...entry("quote.sent", { total: 5, note: "Grüße 😀" }),
      Time: new Date("2026-01-31T09:30:00.250Z"),
      Resources: ["quo_1"],
    });
    const event = {
      version: "0",
      id: Entries?.[0]?.EventId,
      "detail-type": "quote.sent",
      source: "salesline",
      account: "000000000000",
      time: "2026-01-31T09:30:00Z",
      region: "eu-central-1",
      resources: ["quo_1"],
      detail: { total: 5, note: "Grüße 😀" },
    };
    expect(eventsOf(world.queues, "sent")).toEqual([event]);
    expect(eventsOf(world.queues, "everything")).toEqual([event]);
    expect(typesOf(world.queues, "other-bus")).toEqual([]);
    expect(typesOf(world.queues, "big")).toEqual([]);
    expect(world.accepted).toEqual([event]);
  });

  test("no digit of a number is lost on the way", async () => {
    await using world = await startWorld([rule("everything", all)]);
    await world.put({ ...entry("a"), Detail: '{ "n": 9223372036854775807, "m": 1.10 }' });
    expect(bodiesOf(world.queues, "everything")[0]).toContain('{ "n": 9223372036854775807, "m": 1.10 }');
  });

  test("PutEvents answers only after the queue has taken the message", async () => {
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const queues = { address: "" };
    await using between = await startBetween(
      () => queues.address,
      async () => {
        reached.resolve();
        await held.promise;
      },
    );
    await using world = await startWorld([rule("everything", all)], { queueEndpoint: between.url });
    queues.address = world.queues.address;
    let answered = false;
    const call = world.put(entry("a")).finally(() => (answered = true));
    await reached.promise;
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    expect(world.accepted).toEqual([]);
    held.resolve();
    expect((await call).FailedEntryCount).toBe(0);
    expect(typesOf(world.queues, "everything")).toEqual(["a"]);
  });

  test("the entries of a call reach each queue in the order given", async () => {
    await using world = await startWorld([
      rule("everything", all),
      rule("even", { detail: { even: [true] } }),
    ]);
    const types = Array.from({ length: 10 }, (_, index) => `event-${index}`);
    await world.put(...types.map((type, index) => entry(type, { even: index % 2 === 0 })));
    expect(typesOf(world.queues, "everything")).toEqual(types);
    expect(typesOf(world.queues, "even")).toEqual(types.filter((_, index) => index % 2 === 0));
  });

  test("a call that is larger in its envelopes than one batch may be is delivered in two", async () => {
    await using world = await startWorld([rule("everything", all)]);
    const types = Array.from({ length: 10 }, (_, index) => `event-${index}`);
    const { FailedEntryCount } = await world.put(
      ...types.map((type) => entry(type, { text: "x".repeat(104_800) })),
    );
    expect(FailedEntryCount).toBe(0);
    expect(typesOf(world.queues, "everything")).toEqual(types);
  });

  test("what a queue did not take of a batch is sent to it again, and nothing else", async () => {
    const queues = { address: "" };
    let calls = 0;
    await using between = await startBetween(
      () => queues.address,
      (body) => {
        calls += 1;
        if (calls > 1) return undefined;
        const refused = { Id: "1", SenderFault: false, Code: "InternalError", Message: "try again" };
        expect(body).toContain("event-1");
        const taken = ["0", "2"].map((Id) => ({ Id, MessageId: Id, MD5OfMessageBody: "" }));
        return Promise.resolve({ Successful: taken, Failed: [refused] });
      },
    );
    await using world = await startWorld([rule("everything", all)], { queueEndpoint: between.url });
    queues.address = world.queues.address;
    const { FailedEntryCount } = await world.put(entry("event-0"), entry("event-1"), entry("event-2"));
    expect(FailedEntryCount).toBe(0);
    expect(typesOf(world.queues, "everything")).toEqual(["event-1"]);
  });
});
