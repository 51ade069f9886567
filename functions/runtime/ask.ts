import { ulid } from "ulid";
import type { Action } from "../../domain/kernel/action.ts";
import type { Next } from "../../domain/kernel/decision.ts";
import type { Settings } from "../../domain/kernel/facts.ts";
import type { IdPrefix } from "../../domain/kernel/id.ts";
import type { Origin } from "../../domain/kernel/seal.ts";
import type { Journal } from "./journal.ts";
import type { RecordView } from "./view.ts";

/** An action asked of a record. */
export interface Ask extends Origin {
  readonly action: Action;
  /** The record; undefined for an action that makes a new one. */
  readonly id?: string;
  readonly input: unknown;
  /** The roles of the caller, and the language of its answers; a reaction has neither. */
  readonly roles?: readonly string[];
  readonly language?: string;
  /** Names this command for ever: asking again with it has no further effect. */
  readonly commandId: string;
  /** The version that the caller has seen (If-Match). */
  readonly ifVersion?: number;
  /** When the cause happened and to which deal it belongs. */
  readonly cause?: { readonly at: string; readonly deal: string };
}

/** What became of it: the record and the ids that will follow. */
export interface Performed {
  readonly ok: true;
  readonly record: RecordView;
  readonly next?: Next;
  /** The command was done before: this is its first answer. */
  readonly replayed: boolean;
}

/** What perform needs of the world. */
export interface World {
  readonly journal: Journal;
  readonly settings: Settings & { readonly timeZone: string };
  now(): Date;
  random(): number;
}

/** Makes a new id; sorted by time. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${ulid()}`;
}
