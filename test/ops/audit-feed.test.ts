import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { type Item, toItem } from "../../functions/runtime/items.ts";
import { feedEndKey, feedKey } from "../../functions/runtime/keys.ts";
import { openOps, type Ops } from "../../functions/runtime/ops/ops.ts";
import { placeOf } from "../../functions/runtime/ops/place.ts";
import { openCursor } from "../../functions/runtime/webhooks/cursor.ts";
import { cursorKey } from "../../functions/runtime/webhooks/keys.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, worldOf } from "../support/world.ts";
import { runner } from "./installation.ts";

const TABLE = "journal";
const LEADS = 12;

let engine: Engine;
let ops: Ops;
let sound: readonly Item[];

const at = (nth: number) => feedKey(nth);

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, TABLE);
  const world = worldOf(engine.client, TABLE);
  const feed = openFeed(engine.client, TABLE, world.journal);
  for (let nth = 1; nth <= LEADS; nth += 1) {
    const { record } = await done(ask(captureLead, { topic: "Tea", lastName: `Lee ${nth}` }), world);
    await feed.append(await world.journal.events("lead", record.id, 9));
  }
  await openCursor(engine.client, TABLE, world.journal).advance(0, LEADS);
  const keys = [feedEndKey, cursorKey, ...Array.from({ length: LEADS }, (_, nth) => at(nth + 1))];
  sound = (await world.journal.load(keys)).filter((item) => item !== undefined);
  const table = { stack: "salesline-data", logicalId: "Journal", type: "AWS::DynamoDB::Table", id: TABLE };
  const bus = { stack: "salesline-data", logicalId: "Bus", type: "AWS::Events::EventBus", id: "none" };
  const { region, credentials } = clientOptions(engine.endpoint, "us-east-1");
  const endpoints = { dynamodb: engine.endpoint, sqs: engine.endpoint, events: engine.endpoint };
  const place = placeOf("The test", { resources: [table, bus], settings: "{}" });
  ops = openOps(place, { region, credentials, endpoints }, () => new Date(Date.now() + 3_600_000));
});
afterAll(async () => {
  ops.close();
  await engine.stop();
});

/** Undoes what a test has broken. */
beforeEach(async () => {
  for (const Item of sound) await engine.client.send(new PutItemCommand({ TableName: TABLE, Item }));
});

const remove = (nth: number) =>
  engine.client.send(new DeleteItemCommand({ TableName: TABLE, Key: toItem(at(nth)) }));
const put = (item: object) =>
  engine.client.send(new PutItemCommand({ TableName: TABLE, Item: toItem(item) }));
const audited = () => runner(ops)("audit");

test("a feed that is whole is found to be so", async () => {
  expect(sound).toHaveLength(LEADS + 2);
  expect(await audited()).toEqual({ code: 0, text: `${LEADS} records of ${LEADS} deals: all holds.` });
});

test.each([LEADS, 5])("that place %i of the feed is not there is found", async (nth) => {
  await remove(nth);
  const { code, text } = await audited();
  expect(code).toBe(1);
  expect(text).toContain(`1 of the ${LEADS} places of the feed are not there`);
});

test("that a place stands behind the end of the feed is found, and so are deliveries of what it has not", async () => {
  await put({ ...feedEndKey, last: LEADS - 2, fed: "2026-11-27T08:00:00.000Z" });
  const { code, text } = await audited();
  expect(code).toBe(1);
  expect(text).toContain(`Place ${LEADS} stands behind the end of the feed, which is ${LEADS - 2}`);
  expect(text).toContain(`Webhooks were dispatched up to ${LEADS}`);
});

test("that the end of the feed is not there is found", async () => {
  const Key = toItem(feedEndKey);
  await engine.client.send(new DeleteItemCommand({ TableName: TABLE, Key }));
  const { code, text } = await audited();
  expect(code).toBe(1);
  expect(text).toContain(`Place ${LEADS} stands behind the end of the feed, which is 0`);
});
