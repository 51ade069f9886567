import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { Change } from "./transaction.ts";

// The bus takes 256 KB an entry and DynamoDB 400 KB an item: we stay below, with room for keys and envelope.
const MAX_EVENT_BYTES = 240_000;
const MAX_RECORD_BYTES = 360_000;
const MAX_ITEMS = 100;

/** The record, the receipt, the events with the mark that they may not be out yet, and the series. */
const ownItemsOf = ({ events, series }: Change) =>
  2 + (events.length > 0 ? events.length + 1 : 0) + (series === undefined ? 0 : 1);

const keysOf = ({ lookups, claims }: Change) =>
  (lookups?.put.length ?? 0) +
  (lookups?.drop.length ?? 0) +
  (lookups?.forget.length ?? 0) +
  (claims?.keys.length ?? 0);
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** Refuses a change that the table or the bus would not take, before anything is written. */
export function tooLarge(change: Change): Refusal | undefined {
  const record = bytesOf(change.after.state);
  if (record > MAX_RECORD_BYTES) return refusal("The record", record, MAX_RECORD_BYTES);
  for (const event of change.events) {
    const size = bytesOf(event);
    if (size > MAX_EVENT_BYTES) return refusal("The change", size, MAX_EVENT_BYTES);
  }
  const items = ownItemsOf(change) + change.checks.length + keysOf(change);
  return items > MAX_ITEMS ? refusal("The change, counted in records,", items, MAX_ITEMS) : undefined;
}

function refusal(what: string, size: number, limit: number): Refusal {
  return refuse("too_large", `${what} would be too large: ${size}, at most ${limit} is possible`, {
    details: { size, limit },
  });
}
