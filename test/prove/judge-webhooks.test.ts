import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chanceFrom } from "../../local/prove/chance.ts";
import type { History } from "../../local/prove/history.ts";
import { openReceiver, type Receiver } from "../../local/prove/hooks/receiver.ts";
import { judgeHistory } from "../../local/prove/judge-history.ts";
import { startWebhooks, type Webhooks } from "../webhooks/webhook-world.ts";
import { hookedHistory } from "./hooked.ts";
import { Run } from "./true-history.ts";
import { webhookPlants } from "./webhook-plants.ts";

let hooks: Webhooks;
let receiver: Receiver;
let history: History;

beforeAll(async () => {
  hooks = await startWebhooks();
  receiver = await openReceiver(chanceFrom(1), () => true);
  history = await hookedHistory(new Run(hooks.engine, "journal", 5), hooks, receiver);
}, 60_000);
afterAll(async () => {
  await receiver.stop();
  await hooks.stop();
});

const told = (of: History) =>
  judgeHistory(of).map(({ invariant, record, text }) => `${invariant} ${record}: ${text}`);

test("what was sent to systems that fail, hang and lose their answers has no violation", () => {
  const { posts } = receiver.hooked;
  expect(new Set(posts.map(({ id }) => id)).size).toBeGreaterThan(10);
  expect(new Set(posts.map(({ answer }) => answer)).size).toBeGreaterThan(2);
  expect(history.dead.length).toBeGreaterThan(0);
  expect(told(history)).toEqual([]);
});

test("what does not go on because its lane is among the dead letters is told there, and is no violation", () => {
  const pending = webhookPlants.find(([name]) => name === "a delivery that still waits")?.[3];
  const left = pending?.(history) ?? history;
  const [{ record: lane } = { record: "" }] = judgeHistory(left);
  const dead = [...left.dead, { queue: "lane", body: JSON.stringify({ lane }) }];
  expect(told({ ...left, dead })).toEqual([]);
});

describe("the checker names", () => {
  test.each(webhookPlants)("%s", (_, wanted, text, plant) => {
    const found = judgeHistory(plant(history));
    expect([...new Set(found.map(({ invariant }) => invariant))]).toEqual([wanted]);
    expect(found.map((each) => each.text).join("\n")).toMatch(text);
  });
});
