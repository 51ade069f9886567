import { stringify } from "csv-stringify/sync";
import { guarded } from "../../../../domain/import/formula.ts";
import type { Answer, HttpEvent } from "../../edge.ts";

const BOM = "\uFEFF";

/** How a table is written. */
export interface Written {
  readonly delimiter?: string;
  /** A byte order mark at the beginning, by which Excel knows UTF-8. */
  readonly bom?: boolean;
}

/** Rows as CSV (RFC 4180), each cell so that no spreadsheet calculates it. */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ",", bom = false }: Written,
): string {
  const text = stringify(
    rows.map((cells) => cells.map(guarded)),
    // A line of its own inside of a cell would be a row, and could begin with a formula.
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );
  return bom ? `${BOM}${text}` : text;
}

/** Where the next page is, with the same query but for its cursor (RFC 8288). */
function linkOf({ rawPath, queryStringParameters = {} }: HttpEvent, cursor: string): string {
  const query = new URLSearchParams(
    Object.entries(queryStringParameters).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  query.set("cursor", cursor);
  return `<${rawPath}?${query.toString()}>; rel="next"`;
}

/** A page of CSV; the header Link names the next one. */
export function csvAnswer(
  event: HttpEvent,
  body: string,
  { name, cursor }: { readonly name: string; readonly cursor: string | undefined },
): Answer {
  return {
    statusCode: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      ...(cursor !== undefined && { link: linkOf(event, cursor) }),
    },
    body,
  };
}
