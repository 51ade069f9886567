import { expect, test } from "vitest";
import { region } from "./engines.ts";
import { fine, keysOf, recorder, streamWorld } from "./stream-source-world.ts";

const { engines, newTable, start } = await streamWorld();

test("what was written before the source started and after comes in order, as Lambda's stream event", async () => {
  const table = await newTable();
  await engines.put(table, "a", "b");
  const events: unknown[] = [];
  const source = start(table, async (_arn, event) => {
    events.push(event);
    return fine;
  });
  await expect.poll(() => events.flatMap(keysOf)).toEqual(["a", "b"]);
  await engines.put(table, "c");
  await expect.poll(() => events.flatMap(keysOf)).toEqual(["a", "b", "c"]);
  expect(source.healthy()).toBe(true);
  expect(events[0]).toMatchObject({
    Records: [
      {
        eventID: expect.any(String),
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: region,
        eventSourceARN: expect.stringContaining(`table/${table}/stream/`),
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { pk: { S: "deal" }, sk: { S: "a" } },
          NewImage: { pk: { S: "deal" }, sk: { S: "a" } },
          SequenceNumber: "1",
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
      },
      {},
    ],
  });
});

test("only records that a filter lets through reach the function", async () => {
  const table = await newTable();
  const { invoke, keys } = recorder();
  start(table, invoke, {
    filters: [
      JSON.stringify({
        eventName: ["INSERT"],
        dynamodb: { NewImage: { sk: { S: [{ prefix: "EVENT#" }] } } },
      }),
    ],
  });
  await engines.put(table, "RECORD", "EVENT#1", "EVENT#2");
  await engines.put(table, "RECORD", "EVENT#2", "EVENT#3");
  await expect.poll(keys).toEqual(["EVENT#1", "EVENT#2", "EVENT#3"]);
});

test("a batch is never larger than the batch size", async () => {
  const table = await newTable();
  const { invoke, batches } = recorder();
  await engines.put(table, "a", "b", "c", "d", "e");
  start(table, invoke, { batchSize: 2 });
  await expect.poll(() => batches).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

test("a filter that is no pattern is refused", () => {
  const filters = [JSON.stringify({ eventName: "INSERT" })];
  expect(() => start("filtered", recorder().invoke, { filters })).toThrow(/source-filtered is not valid/);
});

test("a source whose engine cannot be reached is not healthy and says why", async () => {
  const source = start("no-such-table", recorder().invoke);
  await expect.poll(() => source.problem()).toMatch(/no stream|not found/i);
  expect(source.healthy()).toBe(false);
});
