import type * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import type { Meta } from "../kernel/record.ts";
import type { EventDefs, Stage } from "../kernel/stage.ts";
import type { Kept } from "./finding.ts";

/** A stage whose records can be read without a throw. */
interface Readable<R> {
  readonly name: string;
  readonly record: z.ZodType<R>;
}

/** What is known of a deal, ready to be looked up. */
export interface Dossier {
  readonly ids: ReadonlySet<string>;
  /** The records of a stage; those that cannot be read are left out, `judgeRecord` tells of them. */
  all<R>(stage: Readable<R>): (R & Meta)[];
  /** The events of these types, of the whole deal. */
  happened(...types: readonly string[]): Envelope[];
  /** Whether one of these has happened to a record. */
  has(record: string, ...types: readonly string[]): boolean;
  /** What all events of a type said of a record. */
  told<R extends { status: string }, E extends EventDefs, K extends keyof E & string>(
    stage: Stage<R, E>,
    record: string,
    type: K,
  ): z.output<E[K]["data"]>[];
}

/** Opens the records and events of a deal. */
export function dossierOf(records: readonly Kept[], events: readonly Envelope[]): Dossier {
  const byStage = Map.groupBy(records, ({ stage }) => stage.name);
  const byType = Map.groupBy(events, ({ type }) => type);
  const byRecord = Map.groupBy(events, ({ record, type }) => `${record} ${type}`);
  return {
    ids: new Set(records.map(({ stored }) => stored.id)),
    all: ({ name, record }) =>
      (byStage.get(name) ?? []).flatMap(({ stored: { state, ...meta } }) => {
        const read = record.safeParse(state);
        return read.success ? [{ ...read.data, ...meta }] : [];
      }),
    happened: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    has: (record, ...types) => types.some((type) => byRecord.has(`${record} ${type}`)),
    told: (stage, record, type) =>
      (byRecord.get(`${record} ${type}`) ?? []).flatMap((event) => {
        try {
          return [stage.readEvent(type, event).data];
        } catch {
          return [];
        }
      }),
  };
}
