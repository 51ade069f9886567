import { judgeDeal } from "../../domain/audit/deal.ts";
import type { Finding } from "../../domain/audit/finding.ts";
import { type Books, judgeNumbers, numberedBy } from "../../domain/audit/numbers.ts";
import { judgeRecord } from "../../domain/audit/record.ts";
import type { ProcessBook } from "../../domain/kernel/process.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { bookIn, process } from "../../domain/process/process.ts";
import { storedIn } from "./judge-items.ts";
import type { Kept, Ledger } from "./ledger.ts";

/** A record that can be read. */
export interface Sound {
  readonly stage: AnyStage;
  readonly stored: Stored;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" && value !== null && "deal" in value && "state" in value && "version" in value
  );
}

/** The records that can be read. */
export function soundOf({ kept }: Ledger): Sound[] {
  return [...kept.values()].flatMap(({ stage, item }) => {
    const stored = storedIn(item);
    return isStored(stored) ? [{ stage, stored }] : [];
  });
}

function booksOf({ kept }: Ledger): Books {
  const own = kept.get(`${process.name}#${process.singleton}`)?.events ?? [];
  return new Map(
    own.flatMap(({ envelope }): (readonly [number, ProcessBook])[] => {
      if (envelope === undefined) return [];
      try {
        return [[envelope.seq, bookIn(envelope.data["after"])]];
      } catch {
        return [];
      }
    }),
  );
}

function judgeKept({ stage, item, events }: Kept): Finding[] {
  return judgeRecord(
    stage,
    storedIn(item),
    events.map(({ envelope, text }) => envelope ?? text),
  );
}

/** I3 to I6: each record by its events, each deal by its records, all numbers. */
export function judgeRecords(ledger: Ledger): Finding[] {
  const records = Map.groupBy(soundOf(ledger), ({ stored }) => stored.deal);
  const all = [...ledger.events.values()];
  const events = Map.groupBy(all, ({ deal }) => deal);
  const books = booksOf(ledger);
  return [
    ...[...ledger.kept.values()].flatMap(judgeKept),
    ...[...records].flatMap(([deal, own]) => judgeDeal(own, events.get(deal) ?? [])),
    ...judgeNumbers(
      all.flatMap((event) => numberedBy(event, books) ?? []),
      ledger.series,
    ),
  ];
}
