import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fine, recorder, streamWorld, thrown } from "./stream-source-world.ts";

const { engines, newTable, positionOf, start } = await streamWorld();

test("after a restart what was not confirmed comes again, and what was confirmed does not", async () => {
  const table = await newTable();
  const first = recorder((keys) => (keys.includes("c") ? thrown : fine));
  await engines.put(table, "a", "b", "c", "d");
  const source = start(table, first.invoke, { batchSize: 2 });
  await expect.poll(first.keys).toEqual(expect.arrayContaining(["a", "b", "c", "d"]));
  await source.stop();
  await engines.put(table, "e");
  const second = recorder();
  start(table, second.invoke, { batchSize: 2 });
  await expect.poll(second.keys).toEqual(["c", "d", "e"]);
});

test("an invocation that has not answered is not confirmed by the stop", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  let asked = false;
  const source = start(table, () => {
    asked = true;
    return new Promise(() => {});
  });
  await expect.poll(() => asked).toBe(true);
  await source.stop();
  const { invoke, keys } = recorder();
  start(table, invoke);
  await expect.poll(keys).toEqual(["a"]);
});

test("a source that starts at the end leaves out what was there, but nothing that came after its first start", async () => {
  const table = await newTable();
  await engines.put(table, "old");
  const held = start(table, () => new Promise(() => {}), { startingPosition: "LATEST" });
  await expect.poll(() => held.healthy()).toBe(true);
  await held.stop();
  await engines.put(table, "while stopped");
  const { invoke, keys } = recorder();
  start(table, invoke, { startingPosition: "LATEST" });
  await expect.poll(keys).toEqual(["while stopped"]);
});

test("the position in a table that was made anew does not count", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  writeFileSync(positionOf(table), JSON.stringify({ streamArn: "arn:of:another:stream", after: "1" }));
  const { invoke, keys } = recorder();
  start(table, invoke);
  await expect.poll(keys).toEqual(["a"]);
});

test("when the stream has lost records that were done, what is left of it comes again and nothing is left out", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  const first = recorder();
  const source = start(table, first.invoke);
  await expect.poll(first.keys).toEqual(["a"]);
  await source.stop();
  const { streamArn } = JSON.parse(readFileSync(positionOf(table), "utf8"));
  writeFileSync(positionOf(table), JSON.stringify({ streamArn, after: "5" }));
  const second = recorder();
  start(table, second.invoke);
  await engines.put(table, "b");
  await expect.poll(second.keys).toEqual(["a", "b"]);
});

test("a damaged position is refused with the way out", () => {
  writeFileSync(positionOf("damaged"), "{");
  expect(() => start("damaged", recorder().invoke)).toThrow(/source-damaged\.json is damaged: delete it/);
});

test("the progress is told when a position is found and each time one is saved", async () => {
  const table = await newTable();
  const { invoke, keys } = recorder();
  const first: string[] = [];
  await engines.put(table, "a", "b");
  const source = start(table, invoke, { batchSize: 1 }, (sequence) => first.push(sequence));
  await expect.poll(keys).toEqual(["a", "b"]);
  await source.stop();
  expect(first).toEqual(["1", "2"]);
  const second: string[] = [];
  start(table, invoke, {}, (sequence) => second.push(sequence));
  await expect.poll(() => second).toEqual(["2"]);
});
