import { type Layout, MOST_ROWS, type Place } from "../../../../domain/import/layout.ts";
import type { Failure } from "../../../../domain/import/import.ts";
import { QuoteNotClosed, readRows } from "./csv-rows.ts";
import type { ListFiles } from "./files.ts";

/** A row with its number and where the next one begins. */
export interface ListRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly next: Place;
}

/** A list that cannot be read further, said in words. */
export class ListUnreadable extends Error {
  override readonly name = "ListUnreadable";
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type ReadFile = Pick<Layout, "encoding" | "delimiter" | "bytes" | "etag"> & { readonly key: string };

const gone = {
  missing: { code: "file-missing", message: "The file is no longer where it was put: begin a new list" },
  changed: { code: "file-changed", message: "The file was replaced after it was analysed: begin a new list" },
} as const;

/** The rows of a list from a place on. Throws ListUnreadable where they cannot be read. */
export async function* rowsFrom(
  files: ListFiles,
  list: ReadFile,
  from: Place,
): AsyncGenerator<ListRow, void, void> {
  if (from.at >= list.bytes) return;
  const file = await files.open(list.key, from.at, list.etag);
  if (file === "missing" || file === "changed") throw new ListUnreadable(gone[file]);
  let { row } = from;
  try {
    for await (const { cells, end } of readRows(file.bytes, list, from.at)) {
      if (row > MOST_ROWS) {
        const message = `The list has more than ${MOST_ROWS} rows: send it in parts`;
        throw new ListUnreadable({ code: "too-many-rows", message });
      }
      yield { row, cells, next: { row: row + 1, at: end } };
      row += 1;
    }
  } catch (error) {
    if (!(error instanceof QuoteNotClosed)) throw error;
    const message = `A quote is opened in row ${row} and never closed: close it and begin a new list`;
    throw new ListUnreadable({ code: "quote-not-closed", message, row });
  }
}
