import * as z from "zod";
import { refuse } from "../../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { records } from "../../../domain/stages.ts";
import { type HttpHandler, json } from "../edge.ts";
import { type Feed, openFeed, type Place } from "../feed/feed.ts";
import { latestPosition } from "../feed/page.ts";
import { isPositionOf, type Position, positionText, readPosition } from "../feed/position.ts";
import { readRecord } from "../items.ts";
import { type Journal, openJournal } from "../journal.ts";
import { recordKey } from "../keys.ts";
import { cursorOf, cursorText } from "../read/cursor.ts";
import { LIST_LIMITS, limitText, queryOf } from "../read/query.ts";
import { MAX_PAGE_BYTES } from "../read/reader.ts";
import { reading } from "../read/reading.ts";
import { required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";
import { type RecordView, viewOf } from "../view.ts";
import { walk } from "./walk.ts";

const byName = new Map(records.map((home) => [home.name, home]));
const names = records.map(({ name }) => name);

/** How much of the feed one page looks at: where records of a stage are rare, a page may be empty and still lead on. */
export interface SnapshotLimits {
  readonly places: number;
  readonly milliseconds: number;
}

const limits: SnapshotLimits = { places: 20_000, milliseconds: 4000 };

/** Records that are loaded at once, and held in memory. */
const RECORDS_AT_ONCE = 20;

/** The end of the feed when the snapshot began, and up to where it has been looked through. */
interface At {
  readonly position: Position;
  readonly after: number;
}

const CURSOR = /^[\w-]{1,100}\.[0-9]{1,15}$/;
const cursorName = (stage: string | undefined) => `snapshot/${stage ?? "all"}`;

/** Where a page begins; undefined for a cursor of another feed, such as the one before the table was restored. */
async function atOf(feed: Pick<Feed, "end" | "places">, cursor: string | undefined): Promise<At | undefined> {
  if (cursor === undefined) return { position: await latestPosition(feed), after: 0 };
  const [text = "", after] = cursor.split(".");
  const position = readPosition(text);
  if (position === undefined || position.number === 0) return undefined;
  const [last] = await feed.places(position.number - 1, 1);
  return isPositionOf(position, last) ? { position, after: Number(after) } : undefined;
}

const otherFeed = () => {
  const message = "is of a feed that is no longer there: begin the snapshot anew, without it";
  return refuse("invalid_input", `In the query, cursor: ${message}`, {
    fields: [{ pointer: "/cursor", message }],
  });
};

const StageQuery = z.looseObject({
  stage: z.enum(names, { error: `is not a stage: it is one of ${names.join(", ")}` }).optional(),
});

/** A cursor is one of the same stage: what was left out before cannot be had by it. */
function snapshotQuery(stage: string | undefined) {
  return z.strictObject({
    ...StageQuery.shape,
    limit: limitText(LIST_LIMITS),
    cursor: cursorText(cursorName(stage), CURSOR),
  });
}

function homeOf(stage: string): AnyStage {
  const home = byName.get(stage);
  if (home === undefined) throw new Error(`The feed has events of ${stage}, which is no stage`);
  return home;
}

/** The records that begin at these places; undefined for one that was erased from the journal. */
async function viewsOf(
  journal: Pick<Journal, "load">,
  places: readonly Place[],
): Promise<(RecordView | undefined)[]> {
  const items = await journal.load(places.map(({ stage, record }) => recordKey(stage, record)));
  return places.map(({ stage }, at) => {
    const item = items[at];
    return item && viewOf(homeOf(stage), readRecord(item));
  });
}

/** What a snapshot reads from. */
export interface SnapshotParts {
  readonly feed: Pick<Feed, "end" | "places">;
  readonly journal: Pick<Journal, "load">;
  readonly limits: SnapshotLimits;
}

/** Which records, and how many of them. */
export interface SnapshotAsked {
  readonly stage?: string | undefined;
  readonly limit: number;
}

/** Some records that begin, each by its first event, and up to where the feed was looked through for them. */
interface Begun {
  readonly places: readonly Place[];
  readonly end: number;
}

/** The records that begin among these places, in groups of which each is loaded at once; an empty one when none does. */
function groupsOf(places: readonly Place[], stage: string | undefined): readonly Begun[] {
  const end = places.at(-1)?.position ?? 0;
  const begun = places.filter((place) => place.seq === 1 && (stage === undefined || place.stage === stage));
  const starts = Array.from(
    { length: Math.ceil(begun.length / RECORDS_AT_ONCE) },
    (_, n) => n * RECORDS_AT_ONCE,
  );
  const groups = starts.map((from) => begun.slice(from, from + RECORDS_AT_ONCE));
  if (groups.length === 0) return [{ places: [], end }];
  return groups.map((group, n) => ({
    places: group,
    end: n === groups.length - 1 ? end : (group.at(-1)?.position ?? end),
  }));
}

/** Records from a place of the feed on, as they are now: so each is at least as new as the snapshot's position. */
export async function snapshotPage(
  { feed, journal, limits: most }: SnapshotParts,
  at: At,
  { stage, limit }: SnapshotAsked,
): Promise<{ readonly records: readonly RecordView[]; readonly after: number }> {
  const until = performance.now() + most.milliseconds;
  const found: RecordView[] = [];
  let bytes = 0;
  let { after } = at;
  for await (const places of walk(feed, { after, last: at.position.number })) {
    for (const { places: begun, end } of groupsOf(places, stage)) {
      const views = await viewsOf(journal, begun);
      for (const [nth, view] of views.entries()) {
        if (view === undefined) continue;
        found.push(view);
        bytes += Buffer.byteLength(JSON.stringify(view));
        after = begun[nth]?.position ?? after;
        if (found.length >= limit || bytes > MAX_PAGE_BYTES) return { records: found, after };
      }
      after = end;
    }
    if (after - at.after >= most.places || performance.now() > until) break;
  }
  return { records: found, after };
}

/** The Lambda function of GET /snapshot: all records, page by page, to begin with before following the feed. */
export function readSnapshot(): HttpHandler {
  const client = openTableClient();
  const tableName = required("TABLE_NAME");
  const journal = openJournal(client, tableName);
  const parts = { feed: openFeed(client, tableName, journal), journal, limits };
  return reading("read.snapshot", async (event) => {
    const stage = StageQuery.safeParse(event.queryStringParameters ?? {}).data?.stage;
    const asked = queryOf(event, snapshotQuery(stage));
    if (!asked.ok) return asked;
    const at = await atOf(parts.feed, asked.query.cursor);
    if (at === undefined) return otherFeed();
    const { records: found, after } = await snapshotPage(parts, at, asked.query);
    const position = positionText(at.position);
    const cursor =
      after < at.position.number ? cursorOf(cursorName(stage), `${position}.${after}`) : undefined;
    return json(200, {
      records: found,
      position,
      ...(cursor !== undefined && { cursor }),
    });
  });
}
