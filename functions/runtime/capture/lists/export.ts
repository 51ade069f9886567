import * as z from "zod";
import { lead } from "../../../../domain/lead/lead.ts";
import { authorise } from "../../caller.ts";
import { edge, type HttpHandler } from "../../edge.ts";
import { readRecord } from "../../items.ts";
import { readCards } from "../../read/board.ts";
import { cursorOf, cursorText } from "../../read/cursor.ts";
import { limitText, queryOf } from "../../read/query.ts";
import { openReader, type Reader } from "../../read/reader.ts";
import { viewOf } from "../../view.ts";
import { csvAnswer, csvText } from "./csv-answer.ts";
import { leadColumns, rowOf } from "./lead-columns.ts";

const CURSOR = "leads/export";
const AT_ONCE = 100;

/** The most leads, and the usual number, on one page of the export. */
export const EXPORT_LIMITS = { most: 2000, usual: 1000 };

/** A function answers at most 6 MB: a page ends well below. */
const MOST_BYTES = 3_000_000;

const error = `is not a status of a lead: it is one of ${lead.statuses.join(", ")}`;
const ExportQuery = z.strictObject({
  status: z.enum(lead.statuses, { error }).optional(),
  limit: limitText(EXPORT_LIMITS),
  cursor: cursorText(CURSOR),
  bom: z.enum(["true", "false"]).optional(),
  delimiter: z.enum(["comma", "semicolon", "tab"]).optional(),
});

const delimiters = { comma: ",", semicolon: ";", tab: "\t" } as const;

interface Page {
  readonly rows: readonly (readonly string[])[];
  /** The place on the board to go on after. */
  readonly last: string | undefined;
}

interface Wanted {
  readonly status: string | undefined;
  readonly before: string | undefined;
  readonly limit: number;
}

/** Leads from a place of the board on, newest first, until there are enough for one answer. */
async function pageOf(reader: Reader, { status, before, limit }: Wanted): Promise<Page> {
  const statuses = status === undefined ? lead.statuses : [status];
  const rows: string[][] = [];
  let bytes = 0;
  let last = before;
  while (rows.length < limit) {
    const most = Math.min(AT_ONCE, limit - rows.length);
    const { cards, more } = await readCards(reader, lead, statuses, last, most);
    const items = await reader.load(cards.map(({ key }) => key));
    for (const [at, card] of cards.entries()) {
      const item = items[at];
      const view = item && viewOf(lead, readRecord(item));
      last = card.boardAt;
      // The board lags behind: it may have gone on to another status since.
      if (view === undefined || !statuses.includes(view.status)) continue;
      const row = rowOf(view);
      bytes += row.reduce((sum, cell) => sum + Buffer.byteLength(cell) + 3, 0);
      rows.push(row);
      if (bytes > MOST_BYTES) return { rows, last };
    }
    if (!more) return { rows, last: undefined };
  }
  return { rows, last };
}

/**
 * The Lambda function of GET /leads/export: leads as CSV, page by page. Only the first page names the columns, so that
 * all pages one after the other are one file.
 */
export function exportLeads(): HttpHandler {
  const reader = openReader();
  return edge("lead.export", async (event) => {
    const caller = authorise(event, ["sales"]);
    if (!caller.ok) return caller;
    const asked = queryOf(event, ExportQuery);
    if (!asked.ok) return asked;
    const { status, limit, cursor, bom, delimiter = "comma" } = asked.query;
    const { rows, last } = await pageOf(reader, { status, before: cursor, limit });
    const isFirst = cursor === undefined;
    const body = csvText(isFirst ? [leadColumns, ...rows] : rows, {
      delimiter: delimiters[delimiter],
      bom: isFirst && bom === "true",
    });
    const next = last === undefined ? undefined : cursorOf(CURSOR, last);
    return csvAnswer(event, body, { name: "leads.csv", cursor: next });
  });
}
