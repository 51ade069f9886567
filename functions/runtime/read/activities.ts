import * as z from "zod";
import { activity } from "../../../domain/activity/activity.ts";
import { type HttpHandler, json } from "../edge.ts";
import { readRecord } from "../items.ts";
import { lookupKey, lookupPartition, recordKey } from "../keys.ts";
import { viewOf } from "../view.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { homeOf, idIn, noSuch } from "./home.ts";
import { LIST_LIMITS, limitText, queryOf } from "./query.ts";
import { openReader, type Reader } from "./reader.ts";
import { reading } from "./reading.ts";

const Merged = z.object({ mergedLeads: z.array(z.string()).optional() });

/** Of the record, and of the leads that were merged into it: so many, in the order in which they were added. */
async function activitiesAfter(
  reader: Reader,
  ids: readonly string[],
  after: string | undefined,
  limit: number,
) {
  const range = after === undefined ? undefined : { after };
  const pages = await Promise.all(
    ids.map((id) => reader.rows({ of: lookupPartition(activity.name, id), range, limit })),
  );
  const placeOf = ({ createdAt, id }: { createdAt: string; id: string }) => `${createdAt}#${id}`;
  const all = pages.flatMap(({ rows }) => rows.map((row) => viewOf(activity, readRecord(row))));
  const sorted = all.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return {
    items: sorted.slice(0, limit),
    more: sorted.length > limit || pages.some(({ more }) => more),
  };
}

/** The Lambda function of GET /<stage>s/{id}/activities: what is noted and to be done for one record, oldest first, strongly consistent. */
export function activitiesOf(): HttpHandler {
  const reader = openReader();
  return reading("read.activities", async (event) => {
    const home = homeOf(event);
    const named = idIn(event, home);
    if (!named.ok) return named;
    const { id } = named;
    const of = `activities ${id}`;
    const asked = queryOf(event, z.strictObject({ limit: limitText(LIST_LIMITS), cursor: cursorText(of) }));
    if (!asked.ok) return asked;
    const { limit, cursor } = asked.query;
    const [[record], own] = await Promise.all([
      reader.load([recordKey(home.name, id)]),
      activitiesAfter(reader, [id], cursor, limit),
    ]);
    if (record === undefined) return noSuch(home, id);
    const { mergedLeads = [] } = Merged.parse(readRecord(record).state);
    const all =
      mergedLeads.length === 0 ? own : await activitiesAfter(reader, [id, ...mergedLeads], cursor, limit);
    const { items, more } = all;
    const last = items.at(-1);
    return json(200, {
      items,
      ...(more && last && { cursor: cursorOf(of, lookupKey(activity.name, id, last).sk) }),
    });
  });
}
