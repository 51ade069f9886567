import { ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { describe, expect, test } from "vitest";
import { startBus } from "../../local/bus/bus.ts";
import { account, entry, region, rule, startWorld, typesOf } from "./bus-world.ts";

const all = { source: [{ exists: true }] };
const invalid = (name: string) => ({
  ErrorCode: "InvalidArgument",
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
});

describe("entries are judged one by one", () => {
  test("each has its answer in its place, and the good ones are delivered", async () => {
    await using world = await startWorld([rule("everything", all)]);
    const { FailedEntryCount, Entries } = await world.put(
      entry("first"),
      { ...entry("no source"), Source: undefined },
      { ...entry("no type"), DetailType: "" },
      { ...entry("no detail"), Detail: undefined },
      { ...entry("malformed"), Detail: '{"a":' },
      { ...entry("not ours"), Source: "aws.s3" },
      { ...entry("nowhere"), EventBusName: "elsewhere" },
      { ...entry("by arn"), EventBusName: `arn:aws:events:${region}:${account}:event-bus/sales` },
    );
    expect(Entries).toEqual([
      { EventId: expect.any(String) },
      invalid("Source"),
      invalid("DetailType"),
      invalid("Detail"),
      { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
      { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." },
      {
        ErrorCode: "InvalidArgument",
        ErrorMessage: "Parameter EventBusName is not valid. Reason: Event bus elsewhere does not exist.",
      },
      { EventId: expect.any(String) },
    ]);
    expect(FailedEntryCount).toBe(6);
    expect(typesOf(world.queues, "everything")).toEqual(["first", "by arn"]);
    expect(world.accepted.map((event) => event["detail-type"])).toEqual(["first", "by arn"]);
  });

  test.each(["[]", '"text"', "5", "null", "{a:1}", "{} {}"])(
    "%s is no detail: it must be a JSON object",
    async (Detail) => {
      await using world = await startWorld([rule("everything", all)]);
      const { Entries } = await world.put({ ...entry("a"), Detail });
      expect(Entries).toEqual([{ ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }]);
    },
  );

  test("without a bus an event is for the default bus", async () => {
    await using world = await startWorld([rule("everything", all), rule("default-bus", all, "default")]);
    await world.put({ ...entry("a"), EventBusName: undefined });
    expect(typesOf(world.queues, "everything")).toEqual([]);
    expect(typesOf(world.queues, "default-bus")).toEqual(["a"]);
  });

  test("an event that no rule wants is accepted", async () => {
    await using world = await startWorld([rule("none", { source: ["another"] })]);
    expect((await world.put(entry("a"))).FailedEntryCount).toBe(0);
    expect(world.accepted).toHaveLength(1);
  });
});

describe("a call is refused as a whole", () => {
  const refusal = (name: string, message: string) =>
    expect.objectContaining({ name, message: expect.stringContaining(message) });

  test("with no entries, more than ten, or a megabyte of them", async () => {
    await using world = await startWorld([rule("everything", all)]);
    const eleven = Array.from({ length: 11 }, () => entry("a"));
    const large = entry("a", { text: "é".repeat(512 * 1024) });
    await expect(world.put()).rejects.toEqual(refusal("ValidationException", "greater than or equal to 1"));
    await expect(world.put(...eleven)).rejects.toEqual(
      refusal("ValidationException", "less than or equal to 10"),
    );
    await expect(world.put(large)).rejects.toEqual(refusal("ValidationException", "over the limit"));
    expect(typesOf(world.queues, "everything")).toEqual([]);
    expect(world.accepted).toEqual([]);
  });

  test("when it is another operation than PutEvents", async () => {
    await using world = await startWorld([]);
    await expect(world.client.send(new ListRulesCommand())).rejects.toEqual(
      refusal("UnknownOperationException", "There is no AWSEvents.ListRules here, only AWSEvents.PutEvents."),
    );
  });

  test.each(["", "{", '{"Entries":{}}', '{"Entries":[{"Source":5}]}'])(
    "when its body is %s",
    async (body) => {
      await using world = await startWorld([]);
      const response = await fetch(world.bus.url, {
        method: "POST",
        headers: { "x-amz-target": "AWSEvents.PutEvents" },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: "SerializationException" });
    },
  );
});

describe("starting and stopping", () => {
  const start = (name: string, pattern: unknown, busName: string, port = 0) =>
    startBus({
      rules: [rule(name, pattern, busName)],
      buses: ["sales"],
      region,
      account,
      queueEndpoint: "http://127.0.0.1:1",
      port,
    });

  test("a rule that AWS would refuse stops the start and is named", async () => {
    await expect(start("wrong", { a: [{ like: "b" }] }, "sales")).rejects.toThrow(
      "Rule wrong: Event pattern is not valid. Reason: Unrecognized match type like (at a)",
    );
    await expect(start("text", "{", "sales")).rejects.toThrow(
      "Rule text: Event pattern is not valid. Reason: Invalid JSON",
    );
    await expect(start("lost", all, "elsewhere")).rejects.toThrow(
      "Rule lost: the templates define no event bus named elsewhere",
    );
  });

  test("a taken port is said to be taken", async () => {
    await using world = await startWorld([]);
    const port = Number(new URL(world.bus.url).port);
    await expect(start("a", all, "sales", port)).rejects.toThrow(`cannot listen on port ${port}`);
  });

  test("a stopped bus is not healthy, takes no calls and can be stopped again", async () => {
    await using world = await startWorld([rule("everything", all)]);
    await world.put(entry("a"));
    expect(world.bus.healthy()).toBe(true);
    await world.bus.stop();
    await world.bus.stop();
    expect(world.bus.healthy()).toBe(false);
    await expect(world.put(entry("b"))).rejects.toMatchObject({ code: expect.stringMatching(/^ECONN/) });
    expect(typesOf(world.queues, "everything")).toEqual(["a"]);
  });
});
