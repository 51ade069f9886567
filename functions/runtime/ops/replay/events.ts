import * as z from "zod";
import { messageOf } from "../../../../domain/audit/transitions.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import { type Item, toItem } from "../../items.ts";
import { EVENT_PREFIX, table } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { type Asked, pagesOf } from "../pages.ts";

/** Which events: those that happened from an instant on and before another, of these types, of a deal. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly types: readonly string[] | undefined;
  readonly deal: string | undefined;
}

/** An event with its text, exactly as it was published. */
export interface Told {
  readonly event: Envelope;
  readonly text: string;
}

/** Events that were read together; of each record in its order. */
export interface EventPage {
  readonly events: readonly Told[];
  /** Where events lie that cannot be read, with why. */
  readonly odd: readonly { readonly at: string; readonly why: string }[];
  readonly cursor: string | undefined;
}

const Row = z.object({ envelope: z.object({ S: z.string() }) });

function read(items: readonly Item[]): Pick<EventPage, "events" | "odd"> {
  const events: Told[] = [];
  const odd: { readonly at: string; readonly why: string }[] = [];
  for (const item of items) {
    try {
      const text = Row.parse(item).envelope.S;
      events.push({ event: Envelope.parse(JSON.parse(text)), text });
    } catch (error) {
      odd.push({ at: `${item[table.pk]?.S} ${item[table.sk]?.S}`, why: messageOf(error) });
    }
  }
  return { events, odd };
}

const NAMES = { "#at": table.deal.sk, "#envelope": "envelope", "#pk": table.pk, "#sk": table.sk };
const WANTED = "#pk, #sk, #envelope";

/** Keys of the index are `<at>#<record>#<seq>`, so that the instant alone is before all that happened at it. */
function askedFor({ from, to, types, deal }: Span): Asked {
  const between = "#at BETWEEN :from AND :to";
  const limits = { ":from": from, ":to": to };
  if (deal !== undefined) {
    return {
      query: {
        IndexName: table.deal.index,
        KeyConditionExpression: `#deal = :deal AND ${between}`,
        ExpressionAttributeNames: { ...NAMES, "#deal": table.deal.pk },
        ExpressionAttributeValues: toItem({ ...limits, ":deal": deal }),
        ProjectionExpression: WANTED,
      },
    };
  }
  const named = types?.map((type, nth) => [`:type${nth}`, type] as const);
  const ofTypes = named === undefined ? "" : ` AND #type IN (${named.map(([name]) => name).join(", ")})`;
  return {
    scan: {
      ConsistentRead: true,
      FilterExpression: `begins_with(#sk, :event) AND ${between}${ofTypes}`,
      ExpressionAttributeNames: { ...NAMES, ...(named && { "#type": "type" }) },
      ExpressionAttributeValues: toItem({
        ...limits,
        ":event": EVENT_PREFIX,
        ...Object.fromEntries(named ?? []),
      }),
      ProjectionExpression: WANTED,
    },
  };
}

/** Reads the events of a span from the journal: those of a record in its order, since a partition is read in it. */
export async function* eventsIn(ops: Ops, span: Span, cursor?: string): AsyncGenerator<EventPage> {
  for await (const page of pagesOf(ops, askedFor(span), cursor)) {
    const { events, odd } = read(page.items);
    const asked = events.filter(({ event }) => span.types?.includes(event.type) ?? true);
    yield { events: asked, odd, cursor: page.cursor };
  }
}
