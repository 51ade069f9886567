import * as z from "zod";
import { subscription } from "../../../domain/subscription/subscription.ts";
import { authorise } from "../caller.ts";
import { type Answer, edge, type HttpEvent, type HttpHandler, json } from "../edge.ts";
import { openJournal } from "../journal.ts";
import { cursorOf, cursorText } from "../read/cursor.ts";
import { idIn, noSuch } from "../read/home.ts";
import { LIST_LIMITS, limitText, queryOf } from "../read/query.ts";
import { pageLength } from "../read/reader.ts";
import { required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";
import { Delivery, eventIdOf } from "./delivery.ts";
import { deliveryId } from "./delivery-id.ts";
import type { Deliveries } from "./deliveries.ts";
import { openDeliveries } from "./store.ts";
import { loadSubscriber } from "./subscriber.ts";
import type { Refusal } from "../../../domain/kernel/refusal.ts";

const statuses = Delivery.shape.status.options;
const error = `is not a status of a delivery: it is one of ${statuses.join(", ")}`;

function logQuery(id: string) {
  return z.strictObject({
    status: z.enum(statuses, { error }).optional(),
    limit: limitText(LIST_LIMITS),
    cursor: cursorText(`deliveries of ${id}`, /^[1-9][0-9]{0,9}$/),
  });
}

type Asked = z.output<ReturnType<typeof logQuery>>;

/** A delivery as it is shown. */
function shown(delivery: Delivery) {
  const { place, status, tries, held, attempts, due } = delivery;
  const { type, record, deal, at } = place;
  return {
    id: deliveryId(place.position),
    event: eventIdOf(delivery),
    type,
    record,
    deal,
    at,
    status,
    tries,
    held,
    ...(due !== undefined && status === "pending" && { nextTry: due }),
    attempts,
  };
}

const MOST_LOOKED_AT = 1000;
const LOOKED_AT_ONCE = 100;

/** Deliveries of the page, newest first, and after which position it goes on: at the end of what one request looks at when few of them fit. */
async function pageOf(deliveries: Pick<Deliveries, "before">, id: string, asked: Asked) {
  const { status, limit, cursor } = asked;
  const found: Delivery[] = [];
  let position = cursor === undefined ? undefined : Number(cursor);
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
    const page = await deliveries.before(id, position, LOOKED_AT_ONCE);
    found.push(...page.found.filter((each) => status === undefined || each.status === status));
    position = page.found.at(-1)?.place.position ?? position;
    if (found.length > limit || !page.more) return { found, after: page.more ? position : undefined };
  }
  return { found, after: position };
}

function answer(id: string, { limit }: Asked, { found, after }: Awaited<ReturnType<typeof pageOf>>): Answer {
  const items = found.map(shown);
  const length = pageLength(
    items.map((item) => Buffer.byteLength(JSON.stringify(item))),
    Math.min(limit, items.length),
  );
  const goesOn = length < items.length ? found[length - 1]?.place.position : after;
  const cursor = goesOn === undefined ? {} : { cursor: cursorOf(`deliveries of ${id}`, String(goesOn)) };
  return json(200, { items: items.slice(0, length), ...cursor });
}

/** The Lambda function of GET /subscriptions/{id}/deliveries: what was sent, with each try, newest first. */
export function subscriptionDeliveries(): HttpHandler {
  const client = openTableClient();
  const tableName = required("TABLE_NAME");
  const journal = openJournal(client, tableName);
  const deliveries = openDeliveries(client, tableName, journal);
  return edge("read.deliveries", async (event: HttpEvent): Promise<Answer | Refusal> => {
    const caller = authorise(event, ["admin"]);
    if (!caller.ok) return caller;
    const named = idIn(event, subscription);
    if (!named.ok) return named;
    const { id } = named;
    const asked = queryOf(event, logQuery(id));
    if (!asked.ok) return asked;
    const page = await pageOf(deliveries, id, asked.query);
    if (page.found.length === 0 && (await loadSubscriber(journal, id)) === undefined) {
      return noSuch(subscription, id);
    }
    return answer(id, asked.query, page);
  });
}
