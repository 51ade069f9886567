import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { appendFeed } from "../../functions/runtime/feed/append-feed.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { stuckIn } from "../../functions/runtime/ops/stuck.ts";
import { laws } from "../feed/planted.ts";
import { context } from "../support/request.ts";
import { acceptedQuote } from "./accepted-quote.ts";
import { batchOf, worksOn } from "./function.ts";
import { type Installation, startInstallation } from "./installation.ts";

let it: Installation;

beforeAll(async () => {
  it = await startInstallation(["append-feed"]);
  worksOn(it, "append-feed");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await it.stop();
});

const feed = () => openFeed(it.ops.tables, it.ops.place.table, it.ops.world.journal);

test("an event that could not be put into the feed says whether it stands there, would now, or never can", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  const reasons = async () => (await stuckIn(it.ops)).map(({ reason }) => reason);
  await it.die("append-feed", accepted);
  expect(await reasons()).toEqual([`${accepted.id} would be put into the feed now`]);
  await feed().append([accepted]);
  expect(await reasons()).toEqual([`${accepted.id} stands in the feed already`]);
  await it.die("append-feed", { ...accepted, seq: 99, id: `${accepted.record}#99` });
  expect((await reasons()).toSorted()[1]).toContain("#99 is not in the journal: it is of before a restore");
});

test("a replay fills the feed with all that was committed before it was there", async () => {
  const { events, quote } = await acceptedQuote(it.ops.world);
  const before = await feed().end();
  const words = ["--deal", quote.deal, "--reaction", "append-feed"];
  expect((await it.run("replay", ...words, "--dry-run")).text).toContain("would be put into the feed now");
  const { code, text } = await it.run("replay", ...words, "--rate", "1000");
  expect(code).toBe(0);
  const sent = Number(/^([0-9]+) events: \1 sent$/m.exec(text)?.[1]);
  expect(sent).toBeGreaterThanOrEqual(events.length);
  const bodies: string[] = [];
  await vi.waitUntil(async () => bodies.push(...(await it.bodies("append-feed", "queue"))) >= 5 * sent);
  const handler = appendFeed(feed(), () => Promise.resolve());
  const messages = [...new Set(bodies)].filter((body) => body.includes(quote.deal));
  expect(await handler(batchOf(messages), context)).toEqual({ batchItemFailures: [] });
  const places = await feed().places(0, Infinity);
  expect(laws(places)).toEqual([]);
  expect(places.slice(before)).toHaveLength(sent);
  expect((await feed().dealPlaces(quote.deal, 0, Infinity)).map(({ nth }) => nth)).toHaveLength(sent);
});
