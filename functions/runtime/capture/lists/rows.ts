import * as z from "zod";
import { leadImport } from "../../../../domain/import/import.ts";
import { Layout } from "../../../../domain/import/layout.ts";
import { refuse } from "../../../../domain/kernel/refusal.ts";
import { authorise } from "../../caller.ts";
import { type Answer, edge, type HttpHandler, json } from "../../edge.ts";
import { idIn } from "../../read/home.ts";
import { limitText, queryOf } from "../../read/query.ts";
import { openReader } from "../../read/reader.ts";
import { type ListFiles, openListFiles } from "./files.ts";
import { partsOf } from "./parts-of.ts";
import { type Part, readResults, type RowResult, RowVerdict } from "./results.ts";
import { csvOf } from "./rows-csv.ts";
import { listOf } from "./stored-list.ts";

/** The most rows, and the usual number, on one page of results. */
export const ROW_LIMITS = { most: 500, usual: 100 };

const RowsQuery = z.strictObject({
  phase: z.enum(["check", "run"]).optional(),
  verdict: RowVerdict.optional(),
  limit: limitText(ROW_LIMITS),
  /** The last row of the page before. */
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/, { error: "is not a cursor of this list: send it as the page before gave it" })
    .transform(Number)
    .optional(),
  format: z.enum(["json", "csv"]).optional(),
});

/** Asks for rows after one of them. */
export interface Wanted {
  readonly after: number;
  readonly limit: number;
  readonly verdict: z.output<typeof RowVerdict> | undefined;
}

/** Rows of one page, with the part that each lies in; `next` is the row to go on after. */
export interface RowPage {
  readonly found: readonly { readonly part: Part; readonly results: readonly RowResult[] }[];
  readonly next: number | undefined;
}

/** At most so many parts are looked at for one page: rows of a rare verdict may need several pages. */
const MOST_PARTS = 25;

async function pageOf(
  files: ListFiles,
  parts: readonly Part[],
  { after, limit, verdict }: Wanted,
): Promise<RowPage> {
  const open = parts.filter(({ next }) => next.row > after + 1);
  const found: { part: Part; results: RowResult[] }[] = [];
  let left = limit;
  for (const part of open.slice(0, MOST_PARTS)) {
    const all = (await readResults(files, part)).filter(({ row }) => row > after);
    const fitting = all.filter((result) => verdict === undefined || result.verdict === verdict);
    const taken = fitting.slice(0, left);
    found.push({ part, results: taken });
    left -= taken.length;
    const last = taken.at(-1)?.row;
    if (left === 0 && last !== undefined) {
      const isEnd = last + 1 === open.at(-1)?.next.row;
      return { found, next: isEnd ? undefined : last };
    }
  }
  const rest = open[MOST_PARTS];
  return { found, next: rest && rest.from.row - 1 };
}

/** The Lambda function of GET /imports/{id}/rows: what became of each row, or would. */
export function importRows(): HttpHandler {
  const reader = openReader();
  const files = openListFiles();
  return edge("import.rows", async (event): Promise<Answer | ReturnType<typeof refuse>> => {
    const caller = authorise(event, ["sales"]);
    if (!caller.ok) return caller;
    const named = idIn(event, leadImport);
    if (!named.ok) return named;
    const asked = queryOf(event, RowsQuery);
    if (!asked.ok) return asked;
    const list = await listOf({ journal: reader }, named.id);
    if (list === undefined) return refuse("not_found", `There is no import ${named.id}`);
    const { phase, verdict, limit, cursor: after = 0, format } = asked.query;
    const parts = partsOf(list, phase);
    if (!parts.ok) return parts;
    const page = await pageOf(files, parts.parts, { after, limit, verdict });
    if (format === "csv") {
      return csvOf(files, { ...Layout.parse(list), key: list.key }, page, { event, isFirst: after === 0 });
    }
    const items = page.found.flatMap(({ results }) => results);
    return json(200, {
      phase: parts.phase,
      items,
      ...(page.next !== undefined && { cursor: String(page.next) }),
    });
  });
}
