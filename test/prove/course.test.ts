import { describe, expect, onTestFinished, test } from "vitest";
import { chanceFrom } from "../../local/prove/chance.ts";
import { doingNames, doingOf } from "../../local/prove/crowd/doings.ts";
import { openInFlight } from "../../local/prove/door/in-flight.ts";
import type { Published } from "../../local/prove/history.ts";
import { openClocks } from "../../local/prove/incidents/clocks.ts";
import { openNumbered } from "../../local/prove/numbered.ts";
import { readOptions } from "../../local/prove/options.ts";
import { planOf } from "../../local/prove/plan.ts";
import { openTally } from "../../local/prove/tally.ts";
import { replyOf } from "./met.ts";

const issued = (issuedOn: string): Published => ({
  type: "invoice.issued",
  detail: JSON.stringify({ data: { issuedOn } }),
});

describe("the end of a year", () => {
  const manner = { rate: 1, minutes: 2, leftSeconds: () => 0, points: {} };
  const open = (only: readonly string[]) => {
    const published: Published[] = [];
    const numbered = openNumbered({ published });
    const clocks = openClocks({ plan: planOf(only, manner), tally: openTally(), numbered }, chanceFrom(1));
    return { published, clocks, nowIn: () => new Date(Date.now() + clocks.aheadMs()) };
  };

  test("is less than an hour away, and comes once two invoices have numbers", async () => {
    const { published, clocks, nowIn } = open(["year-end"]);
    const midnight = Date.UTC(nowIn().getUTCFullYear() + 1, 0, 1);
    expect(midnight - nowIn().getTime()).toBeGreaterThan(30 * 60_000);
    expect(midnight - nowIn().getTime()).toBeLessThan(60 * 60_000);
    const { promise, resolve } = Promise.withResolvers<void>();
    onTestFinished(clocks.watch(resolve));
    published.push({ type: "lead.captured", detail: "{}" }, issued("2026-12-31"), issued("2026-12-31"));
    await promise;
    expect(midnight - nowIn().getTime()).toBeLessThan(5000);
    expect(clocks.isBefore()).toBe(true);
    published.push(issued("2027-01-01"));
    expect(clocks.isBefore()).toBe(false);
  });

  test("comes in no campaign that is without it, and an hour can pass in each", () => {
    const { clocks } = open(["deaths"]);
    expect([clocks.aheadMs(), clocks.isBefore()]).toEqual([0, false]);
    clocks.pass(3_600_000);
    expect(clocks.aheadMs()).toBe(3_600_000);
  });
});

test("what a function has of a queue is what was received and not removed", () => {
  const inFlight = openInFlight();
  const asked = { QueueUrl: "http://127.0.0.1:1/000000000000/place-order" };
  const received = (receipt: string) =>
    replyOf({ Messages: [{ MessageId: receipt, ReceiptHandle: receipt }] });
  inFlight.note("ReceiveMessage", asked, received("a"));
  inFlight.note("ReceiveMessage", asked, received("b"));
  inFlight.note("ReceiveMessage", asked, replyOf({}));
  const removed = { ...asked, Entries: [{ Id: "0", ReceiptHandle: "a" }] };
  inFlight.note("DeleteMessageBatch", removed, replyOf({ Successful: [], Failed: [] }));
  // Queues are somewhere else after each start, under the same name.
  expect(inFlight.of("http://127.0.0.1:2/000000000000/place-order")).toEqual(["b"]);
  expect(inFlight.of("http://127.0.0.1:2/000000000000/win-opportunity")).toEqual([]);
});

describe("errands", () => {
  const names = (wanted: readonly string[]) =>
    new Set(
      [1, 2, 3, 4].flatMap((client) =>
        Array.from({ length: 17 }, (_, nth) => doingOf(chanceFrom(3), [client, nth], wanted)[0]),
      ),
    );

  test("all come up, or only those that are asked for", () => {
    expect([...names([])].toSorted()).toEqual(doingNames.toSorted());
    expect([...names(["hooks", "exports"])].toSorted()).toEqual(["exports", "hooks"]);
  });

  test("that there are none of are refused by name", () => {
    expect(() => readOptions(["--errand", "dreams"])).toThrow("--errand dreams: there is no such errand");
  });
});
