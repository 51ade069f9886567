import { describe, expect, test } from "vitest";
import { entry, rule, startBetween, startQueues, startWorld, typesOf } from "./bus-world.ts";

const all = { source: ["salesline"] };

describe("an event is never lost", () => {
  test("while the queues are away its entry is failed; sent again it arrives", async () => {
    await using world = await startWorld([rule("everything", all)]);
    await world.put(entry("before"));
    const port = world.queues.port;
    await world.queues.stop();
    const failed = await world.put(entry("a"), entry("b"));
    expect(failed.FailedEntryCount).toBe(2);
    expect(failed.Entries?.map((one) => [one.EventId, one.ErrorCode])).toEqual([
      [undefined, "InternalFailure"],
      [undefined, "InternalFailure"],
    ]);
    expect(world.accepted.map((event) => event["detail-type"])).toEqual(["before"]);

    const queues = await startQueues(["everything"], port);
    try {
      expect((await world.put(entry("a"), entry("b"))).FailedEntryCount).toBe(0);
      expect(typesOf(queues, "everything")).toEqual(["a", "b"]);
    } finally {
      await queues.stop();
    }
  });

  test("only the entries are failed of which a queue is missing", async () => {
    await using world = await startWorld([
      rule("everything", all),
      rule("missing", { "detail-type": ["b"] }),
    ]);
    world.queues.deleteQueue("missing");
    const { Entries } = await world.put(entry("a"), entry("b"), entry("c"));
    expect(Entries?.map((one) => one.ErrorCode)).toEqual([undefined, "InternalFailure", undefined]);
    expect(Entries?.[1]?.ErrorMessage).toContain("/missing: ");
    expect(world.accepted.map((event) => event["detail-type"])).toEqual(["a", "c"]);
  });

  test("what a queue refuses for good stays failed when the rest is sent again", async () => {
    const queues = { address: "" };
    let calls = 0;
    await using between = await startBetween(
      () => queues.address,
      () => {
        calls += 1;
        const refused = (Id: string, SenderFault: boolean) => ({ Id, SenderFault, Code: "No" });
        return calls > 1 ? undefined : Promise.resolve({ Failed: [refused("0", true), refused("1", false)] });
      },
    );
    await using world = await startWorld([rule("everything", all)], { queueEndpoint: between.url });
    queues.address = world.queues.address;
    const { Entries } = await world.put(entry("a"), entry("b"));
    expect(Entries?.map((one) => one.ErrorCode)).toEqual(["InternalFailure", undefined]);
    expect(typesOf(world.queues, "everything")).toEqual(["b"]);
  });

  test("a call under way when the bus is stopped still gets its answer", async () => {
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
    const call = world.put(entry("a"));
    await reached.promise;
    const stopped = world.bus.stop();
    held.resolve();
    expect((await call).FailedEntryCount).toBe(0);
    await stopped;
    expect(typesOf(world.queues, "everything")).toEqual(["a"]);
  });

  test("a message that its queue refuses for good fails its own entry alone", async () => {
    await using world = await startWorld([rule("small", all)]);
    world.queues.deleteQueue("small");
    world.queues.createQueue("small", { attributes: { MaximumMessageSize: "1024" } });
    const { Entries } = await world.put(entry("a", { text: "x".repeat(2000) }), entry("b"));
    expect(Entries?.map((one) => one.ErrorCode)).toEqual(["InternalFailure", undefined]);
    expect(Entries?.[0]?.ErrorMessage).toContain("shorter than 1024 bytes");
    expect(typesOf(world.queues, "small")).toEqual(["b"]);
  });
});
