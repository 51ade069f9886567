import * as z from "zod";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { type HttpHandler, json } from "../edge.ts";
import { type Item, readRecord } from "../items.ts";
import { type RecordView, viewOf } from "../view.ts";
import { type Card, readCards } from "./board.ts";
import { cursorOf, cursorText } from "./cursor.ts";
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
  });
}

/** An index lags behind the table: what it shows may have gone on to another status since. */
function viewsOf(home: AnyStage, item: Item | undefined, status: string | undefined): RecordView[] {
  if (item === undefined) return [];
  const view = viewOf(home, readRecord(item));
  return status === undefined || view.status === status ? [view] : [];
}

async function pageOf(
  reader: Reader,
  home: AnyStage,
  { cards, more }: { readonly cards: readonly Card[]; readonly more: boolean },
  status: string | undefined,
) {
  const items = await reader.load(cards.map(({ key }) => key));
  const views = items.map((item) => viewsOf(home, item, status));
  const sizes = views.map((view) => Buffer.byteLength(JSON.stringify(view)));
  const length = pageLength(sizes, cards.length);
  const last = cards[length - 1];
  const goesOn = last !== undefined && (more || length < cards.length);
  return {
    items: views.slice(0, length).flat(),
    ...(goesOn && { cursor: cursorOf(home.plural, last.boardAt) }),
  };
}

/** The Lambda function of GET /<stage>s: the records of a stage, or those in one status, newest first. */
export function listRecords(): HttpHandler {
  const reader = openReader();
  return reading("read.list", async (event) => {
    const home = homeOf(event);
    const asked = queryOf(event, listQuery(home));
    if (!asked.ok) return asked;
    const { status, limit, cursor } = asked.query;
    const statuses = status === undefined ? home.statuses : [status];
    const found = await readCards(reader, home, statuses, cursor, limit);
    return json(200, await pageOf(reader, home, found, status));
  });
}
