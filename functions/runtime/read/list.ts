import * as z from "zod";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { type HttpHandler, json } from "../edge.ts";
import { type Item, readRecord } from "../items.ts";
import { type RecordView, viewOf } from "../view.ts";
import { readCards } from "./board.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { filtersOf, passes, statusOf } from "./filters.ts";
import { homeOf } from "./home.ts";
import { LIST_LIMITS, limitText, queryOf } from "./query.ts";
import { openReader, pageLength, type Reader } from "./reader.ts";
import { reading } from "./reading.ts";

function listQuery(home: AnyStage) {
  const error = `is not a status of a ${home.name}: it is one of ${home.statuses.join(", ")}`;
  return z.strictObject({
    status: z.enum(home.statuses, { error }).optional(),
    limit: limitText(LIST_LIMITS),
    cursor: cursorText(home.plural),
    ...filtersOf(home),
  });
}

interface Asked {
  readonly status?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** An index lags behind the table: what it shows may have gone on to another status since. */
function viewsOf(home: AnyStage, item: Item | undefined, asked: Asked): RecordView[] {
  if (item === undefined) return [];
  const view = viewOf(home, readRecord(item));
  const isAsked = asked.status === undefined || view.status === asked.status;
  return isAsked && passes(view, asked) ? [view] : [];
}

async function pageOf(reader: Reader, home: AnyStage, asked: Asked) {
  const { status, limit, cursor } = asked;
  const statuses = status === undefined ? home.statuses : [status];
  const { cards, more } = await readCards(reader, home, statuses, cursor, limit);
  const items = await reader.load(cards.map(({ key }) => key));
  const views = items.map((item) => viewsOf(home, item, asked));
  const sizes = views.map((view) => Buffer.byteLength(JSON.stringify(view)));
  const length = pageLength(sizes, cards.length);
  const last = cards[length - 1];
  const goesOn = last !== undefined && (more || length < cards.length);
  return { items: views.slice(0, length).flat(), after: goesOn ? last.boardAt : undefined };
}

/** Whoever filters gets a page with something on it, or after so many empty ones a cursor that leads on. */
const MOST_EMPTY = 10;

async function filledPage(reader: Reader, home: AnyStage, asked: Asked) {
  let page = await pageOf(reader, home, asked);
  for (let empty = 1; page.items.length === 0 && page.after !== undefined && empty < MOST_EMPTY; empty += 1) {
    page = await pageOf(reader, home, { ...asked, cursor: page.after });
  }
  return page;
}

/** The Lambda function of GET /<stage>s: the records of a stage, or those in one status, newest first. */
export function listRecords(): HttpHandler {
  const reader = openReader();
  return reading("read.list", async (event) => {
    const home = homeOf(event);
    const named = queryOf(event, listQuery(home));
    if (!named.ok) return named;
    const wanted = statusOf(named.query);
    if (!wanted.ok) return wanted;
    const asked = { ...named.query, status: wanted.status };
    const { items, after } = await filledPage(reader, home, asked);
    return json(200, { items, ...(after !== undefined && { cursor: cursorOf(home.plural, after) }) });
  });
}
