import * as z from "zod";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { Day } from "../../../domain/kernel/text.ts";
import type { Answer, HttpEvent, HttpHandler } from "../edge.ts";
import { openJournal } from "../journal.ts";
import { limitText, queryOf } from "../read/query.ts";
import { reading } from "../read/reading.ts";
import { type Publishing, publishing } from "../publishing.ts";
import { required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";
import { type Feed, openFeed } from "./feed.ts";
import { follow } from "./follow.ts";
import { type FeedPage, latestPosition } from "./page.ts";
import { BEGINNING, type Position, positionOf, positionText, readPosition } from "./position.ts";
import { FEED_LIMITS, MAX_WAIT_SECONDS } from "./routes.ts";
import { streamOf } from "./stream.ts";
import { pageTexts } from "./texts.ts";
import { typesText } from "./types.ts";

const LATEST = "latest";
const STREAM = "text/event-stream";
const WAIT = { error: `must be whole seconds from 0 to ${MAX_WAIT_SECONDS}` };

const Query = z.strictObject({
  after: z.string().optional(),
  types: typesText.optional(),
  contracts: Day.optional(),
  limit: limitText(FEED_LIMITS),
  wait: z
    .string()
    .regex(/^[0-9]{1,2}$/, WAIT)
    .transform(Number)
    .pipe(z.number().max(MAX_WAIT_SECONDS, WAIT))
    .optional(),
});

function noPosition(pointer: "/after" | "/Last-Event-ID"): Refusal {
  const where = pointer === "/after" ? "In the query, after" : "The header Last-Event-ID";
  const message =
    "is no position of this feed: send the one of the page before as it is. After a restore of the journal, or for another installation, begin again without one, and leave out events that you have by their id";
  return refuse("invalid_input", `${where}: ${message}`, { fields: [{ pointer, message }] });
}

/** Opens the feed of a deployed function. */
export function openFunctionFeed(): Feed {
  const client = openTableClient();
  const tableName = required("TABLE_NAME");
  return openFeed(client, tableName, openJournal(client, tableName));
}

const textAnswer = (type: string, body: string): Answer => ({
  statusCode: 200,
  headers: { "content-type": type, "cache-control": "no-store" },
  body,
});

/** What was erased is left out. */
export const isThere = (text: string | undefined): text is string => text !== undefined;

/** What of a page fits into an answer, when another version of its events is bigger. */
function cutTo(page: FeedPage, length: number): FeedPage {
  const places = page.places.slice(0, length);
  if (places.length === page.places.length) return page;
  return { places, position: positionOf(places.at(-1)), more: true };
}

function answerOf(whole: FeedPage, texts: readonly (string | undefined)[], isStream: boolean): Answer {
  const page = cutTo(whole, texts.length);
  const position = positionText(page.position);
  if (!isStream) {
    // The envelopes stand there to the letter.
    const body = `{"events":[${texts.filter(isThere).join(",")}],"position":${JSON.stringify(position)},"more":${page.more}}`;
    return textAnswer("application/json", body);
  }
  const events = page.places.flatMap((place, index) => {
    const data = texts[index];
    return data === undefined ? [] : [{ id: positionText(positionOf(place)), type: place.type, data }];
  });
  return textAnswer(STREAM, streamOf(events, position));
}

/** Where a caller wants to go on: a stream that broke off knows better than the address that it began with. */
function askedFor(event: HttpEvent, after: string | undefined, isStream: boolean) {
  const last = isStream ? event.headers["last-event-id"] : undefined;
  if (last !== undefined && last !== "") return { pointer: "/Last-Event-ID", text: last } as const;
  return { pointer: "/after", text: after } as const;
}

async function positionIn(feed: Feed, text: string | undefined): Promise<Position | undefined> {
  if (text === undefined) return BEGINNING;
  return text === LATEST ? latestPosition(feed) : readPosition(text);
}

/** The Lambda function of GET /events: all events in one order, by pages, by waiting for the next, or as server-sent events. */
export function readEvents(parts: Publishing = publishing): HttpHandler {
  const feed = openFunctionFeed();
  return reading("read.events", async (event) => {
    const asked = queryOf(event, Query);
    if (!asked.ok) return asked;
    const isStream = event.headers["accept"]?.toLowerCase().includes(STREAM) === true;
    const { after, types: isWanted, contracts, limit, wait = isStream ? MAX_WAIT_SECONDS : 0 } = asked.query;
    const { pointer, text } = askedFor(event, after, isStream);
    const position = await positionIn(feed, text);
    if (position === undefined) return noPosition(pointer);
    if (text === LATEST && !isStream) return answerOf({ places: [], position, more: false }, [], false);
    const page = await follow(feed, position, { isWanted, limit }, wait);
    if (page === undefined) return noPosition(pointer);
    return answerOf(page, await pageTexts(feed, page.places, contracts, parts), isStream);
  });
}
