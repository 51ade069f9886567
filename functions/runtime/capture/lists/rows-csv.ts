import type { Layout } from "../../../../domain/import/layout.ts";
import { cellText } from "../../../../domain/import/cell.ts";
import type { Answer, HttpEvent } from "../../edge.ts";
import { csvAnswer, csvText } from "./csv-answer.ts";
import type { ListFiles } from "./files.ts";
import { rowsFrom } from "./part-rows.ts";
import type { RowResult } from "./results.ts";
import type { RowPage } from "./rows.ts";

function reasonOf({ reasons, flags }: RowResult): string {
  const said = reasons.map(({ code, detail }) => (detail === undefined ? code : `${code} (${detail})`));
  return [...said, ...flags.map(({ column, reason, value }) => `${column}: ${reason} (${value})`)].join("; ");
}

function lineOf(cells: readonly string[], width: number, result: RowResult): string[] {
  const own = Array.from({ length: width }, (_, at) => cellText(cells[at] ?? ""));
  return [...own, String(result.row), result.verdict, reasonOf(result), result.lead ?? ""];
}

type File = Layout & { readonly key: string };

/** The rows of a page as the list has them, each with what became of it. */
async function linesOf(files: ListFiles, list: File, { found }: RowPage): Promise<string[][]> {
  const lines: string[][] = [];
  for (const { part, results } of found) {
    const wanted = new Map(results.map((result) => [result.row, result]));
    const last = results.at(-1)?.row ?? 0;
    for await (const { row, cells } of rowsFrom(files, list, part.from)) {
      if (row > last) break;
      const result = wanted.get(row);
      if (result !== undefined) lines.push(lineOf(cells, list.columns.length, result));
    }
  }
  return lines;
}

/** A page of rows as CSV: the original columns, then row, verdict, reason and lead; the first page names the columns. */
export async function csvOf(
  files: ListFiles,
  list: File,
  page: RowPage,
  { event, isFirst }: { readonly event: HttpEvent; readonly isFirst: boolean },
): Promise<Answer> {
  const names = [...list.columns.map(({ name }) => name), "row", "verdict", "reason", "lead"];
  const lines = await linesOf(files, list, page);
  const body = csvText(isFirst ? [names, ...lines] : lines, { bom: isFirst });
  const cursor = page.next === undefined ? undefined : String(page.next);
  return csvAnswer(event, body, { name: "rows.csv", cursor });
}
