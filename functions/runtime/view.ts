import type { Envelope } from "../../domain/kernel/event.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";

/** A record as it is answered: what every record carries, then its fields. */
export interface RecordView {
  readonly id: string;
  readonly stage: string;
  readonly status: string;
  readonly version: number;
  readonly deal: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly [field: string]: unknown;
}

/** A record as it is answered. */
export function viewOf(home: AnyStage, stored: Stored): RecordView {
  const { state, ...meta } = stored;
  const { status, ...fields } = home.read(state);
  const { id, version, deal, createdAt, updatedAt } = meta;
  return { id, stage: home.name, status, version, deal, createdAt, updatedAt, ...fields };
}

/** A record as it was after these events, from its first on. */
export function replay(home: AnyStage, id: string, events: readonly Envelope[]): Stored | undefined {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // What came in by itself belongs to the deal that it was added to.
  const { deal } = last;
  return { id, version: last.seq, deal, createdAt: first.at, updatedAt: last.at, state: home.fold(events) };
}
