import { etagOf } from "../conditions.ts";
import { type HttpEvent, type HttpHandler, json } from "../edge.ts";
import { recordKey } from "../keys.ts";
import { viewOf } from "../view.ts";
import { noSuch, recordIn } from "./home.ts";
import { openReader } from "./reader.ts";
import { reading } from "./reading.ts";
import { storedOr } from "./shipped.ts";

/** Whether the caller has this version already (If-None-Match, compared weakly as RFC 9110 asks). */
function isKnown(event: HttpEvent, etag: string): boolean {
  const tags = event.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes(etag) || tags.includes("*");
}

/** The Lambda function of GET /<stage>s/{id}: one record, as it is now. */
export function getRecord(): HttpHandler {
  const reader = openReader();
  return reading("read.get", async (event) => {
    const asked = recordIn(event);
    if (!asked.ok) return asked;
    const { home, id } = asked;
    const [item] = await reader.load([recordKey(home.name, id)]);
    const stored = storedOr(home, id, item);
    if (stored === undefined) return noSuch(home, id);
    const record = viewOf(home, stored);
    const etag = etagOf(record.version);
    return isKnown(event, etag) ? { statusCode: 304, headers: { etag } } : json(200, record, { etag });
  });
}
