import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Envelope } from "../../domain/kernel/event.ts";
import { partLimits } from "../../functions/runtime/export/part.ts";
import { placeItem } from "../../functions/runtime/feed/place.ts";
import { eventItem, toItem } from "../../functions/runtime/items.ts";
import { feedEndKey } from "../../functions/runtime/keys.ts";
import { life } from "../feed/planted.ts";
import { type Exports, filesOf, readFiles, requested, startExports, workThrough } from "./business.ts";

// 10,000 for a measurement; a few hundred show that it works.
const EVENTS = Number(process.env["EXPORT_EVENTS"] ?? "400");
const OF_ONE_RECORD = 20;

let exports: Exports;

/** Events that have stood in the feed for long: to put them there one after the other takes longer than to export them. */
async function standing(events: readonly Envelope[]): Promise<void> {
  const fed = "2026-01-01T01:00:00.000Z";
  const places = events.map(({ type, stage, record, seq, deal, at }, nth) =>
    placeItem({ type, stage, record, seq, deal, at, size: 800, position: nth + 1, fed }),
  );
  const end = toItem({ ...feedEndKey, last: events.length, fed });
  const items = [...events.map((event) => eventItem(event)), ...places, end];
  for (let from = 0; from < items.length; from += 25) {
    const journal = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await exports.business.engine.client.send(new BatchWriteItemCommand({ RequestItems: { journal } }));
  }
}

beforeAll(async () => {
  exports = await startExports();
  const records = Array.from({ length: EVENTS / OF_ONE_RECORD }, (_, nth) =>
    life(`lea_${String(nth).padStart(10, "0")}`, OF_ONE_RECORD).map((event) => ({
      ...event,
      data: { note: `As long as events are: ${String(nth).repeat(150)}` },
    })),
  );
  await standing(records.flat());
}, 600_000);
afterAll(() => exports.stop());

test("an export of many events is written part by part, as fast as it is read", async () => {
  const id = await requested(exports, { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" });
  const began = performance.now();
  const limits = { ...partLimits, events: Math.ceil(EVENTS / 4) };
  await workThrough(exports, id, { ...exports.parts, limits });
  const seconds = (performance.now() - began) / 1000;
  const { manifest } = readFiles(await filesOf(exports, id, 100));
  expect(manifest).toMatchObject({ events: EVENTS });
  expect(manifest.parts).toHaveLength(4);
  console.info(`${EVENTS} events in ${seconds.toFixed(2)} s: ${Math.round(EVENTS / seconds)} events/s`);
}, 120_000);
