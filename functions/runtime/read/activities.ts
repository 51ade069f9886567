import * as z from "zod";
import { activity } from "../../../domain/activity/activity.ts";
import { type HttpHandler, json } from "../edge.ts";
import { readRecord } from "../items.ts";
import { lookupKey, lookupPartition, recordKey } from "../keys.ts";
import { viewOf } from "../view.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { homeOf, idIn, noSuch } from "./home.ts";
import { LIST_LIMITS, limitText, queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";

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
    const range = cursor === undefined ? undefined : { after: cursor };
    const [[record], { rows, more }] = await Promise.all([
      reader.load([recordKey(home.name, id)]),
      reader.rows({ of: lookupPartition(activity.name, id), range, limit }),
    ]);
    if (record === undefined) return noSuch(home, id);
    const items = rows.map((row) => viewOf(activity, readRecord(row)));
    const last = items.at(-1);
    return json(200, {
      items,
      ...(more && last && { cursor: cursorOf(of, lookupKey(activity.name, id, last).sk) }),
    });
  });
}
