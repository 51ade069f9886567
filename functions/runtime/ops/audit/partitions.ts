import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { records } from "../../../../domain/stages.ts";
import type { Item } from "../../items.ts";
import { EVENT_PREFIX } from "../../keys.ts";

/** A record as it is stored, with all its events; whatever cannot be read is handed on as it is. */
export interface Partition {
  readonly stage: AnyStage;
  readonly id: string;
  /** undefined: there is none, only its events. */
  readonly stored: unknown;
  readonly events: readonly unknown[];
}

const stages = new Map(records.map((stage) => [stage.name, stage]));

/** The stage and the id of the record whose partition this is; undefined for what is no record's. */
export function homeOf(pk: string): { readonly stage: AnyStage; readonly id: string } | undefined {
  const mark = pk.indexOf("#");
  const stage = stages.get(pk.slice(0, mark));
  return stage && { stage, id: pk.slice(mark + 1) };
}

const Stored = z.looseObject({ dealId: z.unknown().optional() });
const EventItem = z.object({ envelope: z.string() });

function eventOf(item: Record<string, unknown>): unknown {
  try {
    return JSON.parse(EventItem.parse(item).envelope);
  } catch {
    return item;
  }
}

/** Reads the items of one partition; undefined when it is no record's. */
export function partitionOf(pk: string, items: readonly Item[]): Partition | undefined {
  const home = homeOf(pk);
  if (home === undefined) return undefined;
  const plain = items.map((item): Record<string, unknown> => unmarshall(item));
  const record = plain.find(({ sk }) => sk === "RECORD");
  const { dealId: deal, ...fields } = Stored.parse(record ?? {});
  const isEvent = ({ sk }: Record<string, unknown>) => String(sk).startsWith(EVENT_PREFIX);
  return {
    ...home,
    stored: record === undefined ? undefined : { ...fields, deal },
    events: plain.filter(isEvent).map(eventOf),
  };
}
