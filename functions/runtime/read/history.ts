import { type HttpHandler, json } from "../edge.ts";
import { eventKey, recordKey } from "../keys.ts";
import { homeOf, idIn, noSuch } from "./home.ts";
import { queryOf } from "./query.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";
import { storyOf, storyQuery, wordingFor } from "./story.ts";

const SEQ = /^[0-9]{1,9}$/;
const LAST_SEQ = 9_999_999_999;

/** The Lambda function of GET /<stage>s/{id}/history: the events of one record, oldest first. */
export function recordHistory(): HttpHandler {
  const reader = openReader();
  return reading("read.history", async (event) => {
    const home = homeOf(event);
    const named = idIn(event, home);
    if (!named.ok) return named;
    const { id } = named;
    const asked = queryOf(event, storyQuery(id, SEQ));
    if (!asked.ok) return asked;
    const { limit, cursor } = asked.query;
    const last = Number(cursor ?? "0");
    const [wording, { rows, more }] = await Promise.all([
      wordingFor(reader, event),
      reader.rows({
        of: recordKey(home.name, id).pk,
        range: { from: eventKey(home.name, id, last + 1).sk, to: eventKey(home.name, id, LAST_SEQ).sk },
        limit,
      }),
    ]);
    // There is no record without an event; what there is only one of is there before its first.
    if (rows.length === 0 && cursor === undefined && home.singleton === undefined) return noSuch(home, id);
    return json(200, storyOf(id, rows, more ? String(last + rows.length) : undefined, wording));
  });
}
