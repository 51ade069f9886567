import * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import { type Process, type ProcessBook, ProcessRef } from "../kernel/process.ts";
import { Day } from "../kernel/text.ts";
import { shippedBook } from "../process/shipped.ts";
import type { Finding } from "./finding.ts";

/** A document with its place in the numbers of a series and year, such as 42 of "invoice#2026". */
export interface Numbered {
  readonly series: string;
  /** undefined when the number has another form than its process gives. */
  readonly place: number | undefined;
  readonly number: string;
  readonly record: string;
  readonly deal: string;
  readonly at: string;
}

/** The processes of each version; version 0 is what ships. */
export type Books = ReadonlyMap<number, ProcessBook>;

const formats = { "invoice.issued": "invoice", "credit-note.issued": "creditNote" } as const;
const names = { "invoice.issued": "invoice", "credit-note.issued": "credit-note" } as const;
const Type = z.enum(["invoice.issued", "credit-note.issued"]);
const Issued = z.object({ number: z.string(), issuedOn: Day, process: ProcessRef.optional() });

function formatOf(
  books: Books,
  ref: ProcessRef | undefined,
  of: keyof Process["numbers"],
): string | undefined {
  // What began before there were processes follows "lean" as it ships.
  const { name, version } = ref ?? { name: "lean", version: 0 };
  const book = books.get(version) ?? (version === 0 ? shippedBook : undefined);
  return book?.processes[name]?.numbers[of];
}

function placeIn(number: string, format: string | undefined, year: string): number | undefined {
  const plain = (text: string) => text.replaceAll(/[.\\/]/g, String.raw`\$&`);
  const pattern = plain(format ?? "")
    .replace("{year}", year)
    .replace(/\{seq(?::[1-9])?\}/, "(?<seq>[0-9]+)");
  const seq = format && new RegExp(`^${pattern}$`).exec(number)?.groups?.["seq"];
  return seq ? Number(seq) : undefined;
}

/** The number that an event gave; undefined for one that gives none. */
export function numberedBy(event: Envelope, books: Books): Numbered | undefined {
  const type = Type.safeParse(event.type);
  const issued = Issued.safeParse(event.data);
  if (!type.success || !issued.success) return undefined;
  const { number, issuedOn, process } = issued.data;
  const year = issuedOn.slice(0, 4);
  const place = placeIn(number, formatOf(books, process, formats[type.data]), year);
  const { record, deal, at } = event;
  return { series: `${names[type.data]}#${year}`, place, number, record, deal, at };
}

const found = ({ record, deal, at }: Numbered, text: string): Finding => ({
  invariant: "I4",
  record,
  deal,
  text,
  since: at,
});

const MOST_NAMED = 5;

/** The first few numbers that nobody has: however many numbers there should be, no more are looked at than there are. */
function gapsIn(has: (place: number) => boolean, most: number): number[] {
  const gaps: number[] = [];
  for (let place = 1; place <= most && gaps.length < MOST_NAMED; place += 1) {
    if (!has(place)) gaps.push(place);
  }
  return gaps;
}

interface Last {
  readonly last: number | undefined;
  readonly settled: number | undefined;
}

function judgeSeries(series: string, given: readonly Numbered[], { last, settled }: Last): Finding[] {
  const byPlace = Map.groupBy(given, ({ place }) => place);
  const doubles = [...byPlace].flatMap(([place, [first, ...more]]) =>
    place === undefined
      ? []
      : more.map((each) => found(each, `It has the number ${each.number}, as ${first?.record}`)),
  );
  const strange = (byPlace.get(undefined) ?? []).map((each) =>
    found(each, `Its number ${each.number} is none of its process`),
  );
  const most = given.reduce((highest, { place = 0 }) => Math.max(highest, place), last ?? 0);
  if (strange.length > 0) return [...doubles, ...strange];
  const record = `series#${series}`;
  const beyond =
    last !== undefined && most > last ? [`It gave ${most}, and says that ${last} was the last`] : [];
  const due = settled ?? most;
  const gaps = gapsIn((place) => byPlace.has(place), due);
  const missing = gaps.length === 0 ? [] : [`No document has ${gaps.join(", ")} of ${due} numbers`];
  const all = [...beyond, ...missing].map((text): Finding => ({ invariant: "I4", record, deal: "", text }));
  return [...doubles, ...all];
}

/**
 * I4 of numbers: each series and year counts from 1 without gaps and doubles, up to the last number that it gave, where that is known.
 * While more may be given, `last` is as it is after the documents were read, and `settled` what was the last before: each of those must be there.
 */
export function judgeNumbers(
  given: readonly Numbered[],
  last: ReadonlyMap<string, number> = new Map(),
  settled: ReadonlyMap<string, number> = new Map(),
): Finding[] {
  const bySeries = Map.groupBy(given, ({ series }) => series);
  const all = new Set([...bySeries.keys(), ...last.keys(), ...settled.keys()]);
  return [...all].flatMap((series) =>
    judgeSeries(series, bySeries.get(series) ?? [], {
      last: last.get(series),
      settled: settled.get(series),
    }),
  );
}
