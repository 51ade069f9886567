import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chanceFrom } from "../../local/prove/chance.ts";
import type { History } from "../../local/prove/history.ts";
import { openReceiver, type Receiver } from "../../local/prove/hooks/receiver.ts";
import { judgeHistory } from "../../local/prove/judge-history.ts";
import { SENDING_MS } from "../../local/prove/judge-posts.ts";
import { startWebhooks, type Webhooks } from "../webhooks/webhook-world.ts";
import { hookedHistory } from "./hooked.ts";
import { signedWith } from "./signatures.ts";
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

describe("after a rotation of its secret a request is signed rightly", () => {
  const [first, second, third] = ["whsec_Zmlyc3Q=", "whsec_c2Vjb25k", "whsec_dGhpcmQ="] as const;
  const ROTATED = 1_000_000;
  const rotated = (secret: string, isAlone: boolean, at = ROTATED) => ({ secret, at, isAlone });
  const overlapping = [rotated(first, false, 0), rotated(second, false)];
  const ended = [rotated(first, false, 0), rotated(second, true)];
  const twice = [...overlapping, rotated(third, false, ROTATED + 1)];
  const soon = ROTATED + SENDING_MS;
  const late = soon + 2;

  test.each([
    ["with both when they overlap", overlapping, late, [second, first], true],
    ["with the newest alone", overlapping, late, [second], true],
    ["never with the one before alone", overlapping, late, [first], false],
    ["never with one that has ended", ended, late, [second, first], false],
    ["never with only one that has ended", ended, late, [first], false],
    ["with one that has ended as long as what had read it may be at work", ended, soon, [first], true],
    ["with the newest alone as soon as it is there", ended, soon, [second], true],
    ["with the newest before anybody knows it", ended, 500, [second], true],
    ["with the last two of three", twice, late, [third, second], true],
    ["never with the oldest of three", twice, late, [third, second, first], false],
  ])("%s", (_, secrets, at, by, isRight) => {
    const wrong = told(signedWith(history, secrets, { at, by }));
    expect(wrong.length === 0).toBe(isRight);
    for (const text of wrong) expect(text).toMatch(/^I9 .* with a wrong signature$/);
  });
});

describe("the checker names", () => {
  test.each(webhookPlants)("%s", (_, wanted, text, plant) => {
    const found = judgeHistory(plant(history));
    expect([...new Set(found.map(({ invariant }) => invariant))]).toEqual([wanted]);
    expect(found.map((each) => each.text).join("\n")).toMatch(text);
  });
});
