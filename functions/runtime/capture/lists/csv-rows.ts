import { Readable, pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Encoding } from "../../../../domain/import/layout.ts";
import { Utf16Places } from "./utf16-places.ts";

/** One row as it was read, and where in the file the next one begins. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly end: number;
}

/** How a list is written. */
export interface CsvFormat {
  readonly encoding: Encoding;
  readonly delimiter: string;
}

/** A row that has no end: a quote was opened and never closed. */
export class QuoteNotClosed extends Error {
  override readonly name = "QuoteNotClosed";
}

/** The longest row: what is longer has a quote that was never closed. */
export const LONGEST_ROW = 1024 * 1024;

interface Parsed {
  readonly record: readonly Uint8Array[];
  readonly info: { readonly bytes: number };
}

const isParsed = (value: unknown): value is Parsed =>
  typeof value === "object" && value !== null && "record" in value && "info" in value;

function decoderOf(encoding: Encoding): (bytes: Uint8Array) => string {
  // What was UTF-16 is UTF-8 by now.
  const decoder = new TextDecoder(encoding === "windows-1252" ? encoding : "utf-8", { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

const closings: ReadonlySet<string> = new Set(["CSV_QUOTE_NOT_CLOSED", "CSV_MAX_RECORD_SIZE"]);

function faultOf(error: unknown): unknown {
  const open = error instanceof CsvError && closings.has(error.code);
  return open ? new QuoteNotClosed("A quote is opened and never closed") : error;
}

/**
 * The rows of a list from a byte of the file on, which must be the first of a row. The parser works on bytes: what
 * separates cells is ASCII, which is never part of another character in UTF-8 or Windows-1252, so that each place is
 * exact whatever the cells hold; UTF-16 is turned into UTF-8 on the way, and its places back. Empty rows are left out.
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: CsvFormat,
  from: number,
): AsyncGenerator<CsvRow, void, void> {
  const places = encoding.startsWith("utf-16") ? new Utf16Places(encoding) : undefined;
  const parser = parse({
    encoding: null,
    delimiter,
    info: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(places === undefined ? bytes : places.utf8(bytes), { objectMode: false });
  // Its error reaches the parser, and is thrown to who reads from that.
  pipeline(source, parser, () => undefined);
  const decode = decoderOf(encoding);
  try {
    for await (const parsed of parser) {
      if (!isParsed(parsed)) throw new Error("The parser gave something that is no row");
      const { record, info } = parsed;
      yield { cells: record.map(decode), end: from + (places?.at(info.bytes) ?? info.bytes) };
    }
  } catch (error) {
    throw faultOf(error);
  } finally {
    source.destroy();
    parser.destroy();
  }
}
