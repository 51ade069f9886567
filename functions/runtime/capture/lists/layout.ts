import { cellText } from "../../../../domain/import/cell.ts";
import { guessColumns, isHeader } from "../../../../domain/import/guess.ts";
import {
  type Delimiter,
  Delimiter as Delimiters,
  type Layout,
  MOST_COLUMNS,
} from "../../../../domain/import/layout.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { type CsvFormat, type CsvRow, QuoteNotClosed, readRows } from "./csv-rows.ts";
import type { Sniffed } from "./encoding.ts";

/** What a person says of a file where the guess is wrong. */
export interface Said {
  readonly encoding?: CsvFormat["encoding"] | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly hasHeader?: boolean | undefined;
}

const LOOKED_AT = 50;

interface Head {
  readonly rows: readonly CsvRow[];
  /** A quote has no end within the file, or within what was looked at. */
  readonly isOpen: boolean;
}

async function headRows(head: Uint8Array, format: CsvFormat, from: number): Promise<Head> {
  const rows: CsvRow[] = [];
  const one = async function* () {
    yield head.subarray(from);
  };
  try {
    for await (const row of readRows(one(), format, from)) {
      rows.push(row);
      if (rows.length === LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof QuoteNotClosed)) throw error;
    return { rows, isOpen: true };
  }
  return { rows, isOpen: false };
}

/** How well a delimiter fits: how many rows have the usual number of cells, when that is more than one. */
function fits({ rows }: Head): number {
  const widths = rows.map(({ cells }) => cells.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual = 1, often = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return usual < 2 ? 0 : often / widths.length + Math.min(usual, 50) / 1000;
}

const SEP = /^"?sep=(.)"?\r?\n/i;

/** Excel's own word for the delimiter, and the bytes that it takes. */
function sepOf(head: Uint8Array, { encoding, mark }: Sniffed): { delimiter?: Delimiter; length: number } {
  const wide = encoding.startsWith("utf-16");
  const text = new TextDecoder(encoding).decode(head.subarray(mark, mark + 40));
  const found = SEP.exec(text);
  const delimiter = Delimiters.safeParse(found?.[1]);
  if (found === null || !delimiter.success) return { length: 0 };
  return { delimiter: delimiter.data, length: found[0].length * (wide ? 2 : 1) };
}

async function chosen(
  head: Uint8Array,
  sniffed: Sniffed,
  said: Said,
): Promise<{ readonly format: CsvFormat; readonly from: number; readonly found: Head }> {
  const sep = sepOf(head, sniffed);
  const from = sniffed.mark + sep.length;
  const { encoding } = sniffed;
  const known = said.delimiter ?? sep.delimiter;
  const all = await Promise.all(
    (known === undefined ? Delimiters.options : [known]).map(async (delimiter) => {
      const found = await headRows(head, { encoding, delimiter }, from);
      return { format: { encoding, delimiter }, from, found, fit: fits(found) };
    }),
  );
  const [best] = all.toSorted((a, b) => b.fit - a.fit);
  if (best === undefined) throw new Error("There is no delimiter to try");
  return best;
}

function warningsOf(width: number, rows: readonly CsvRow[], header: readonly string[] | undefined): string[] {
  const ragged = rows.filter(({ cells }) => cells.length !== width).length;
  const names = header?.map((name) => name.trim()).filter((name) => name !== "") ?? [];
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) < at))];
  return [
    ...(header === undefined ? ["The first row names no columns: it is taken as a row like the others"] : []),
    ...(twice.length > 0
      ? [`Column names that are there twice have got a number: ${twice.join(", ").slice(0, 200)}`]
      : []),
    ...(header !== undefined && names.length < header.length
      ? ["Columns without a name have got a number"]
      : []),
    ...(ragged > 0
      ? [`${ragged} of the first ${rows.length} rows have more or fewer cells than there are columns`]
      : []),
  ];
}

function refused(message: string): Refusal {
  return refuse("rule_broken", message, { fields: [{ pointer: "", message }] });
}

/** What a file is, by its beginning: delimiter, header, columns with what each is read as, and its first rows. */
export async function layoutOf(
  head: Uint8Array,
  sniffed: Sniffed,
  said: Said,
): Promise<{ readonly ok: true; readonly layout: Omit<Layout, "etag" | "bytes"> } | Refusal> {
  const { format, from, found } = await chosen(head, sniffed, said);
  const [first, ...rest] = found.rows;
  if (first === undefined) {
    return refused(
      found.isOpen
        ? "A quote is opened in the first row and never closed"
        : "The file has no row with anything in it",
    );
  }
  const hasHeader =
    said.hasHeader ??
    isHeader(
      first.cells,
      rest.slice(0, 10).map(({ cells }) => cells),
    );
  const rows = hasHeader ? rest : found.rows;
  if (rows.length === 0) return refused("The file has names of columns and no row below them");
  const header = hasHeader ? first.cells : undefined;
  const width = header?.length ?? Math.max(...rows.map(({ cells }) => cells.length));
  if (width > MOST_COLUMNS) return refused(`The list has ${width} columns, at most ${MOST_COLUMNS} are read`);
  const cells = rows.map((row) => row.cells);
  const warnings = warningsOf(width, rows, header);
  return {
    ok: true,
    layout: {
      ...format,
      hasHeader,
      begin: hasHeader ? first.end : from,
      columns: guessColumns(header, cells, width),
      sample: cells
        .slice(0, 5)
        .map((row) => row.slice(0, width).map((cell) => cellText(cell).slice(0, 60).toWellFormed())),
      ...(warnings.length > 0 && { warnings }),
    },
  };
}
