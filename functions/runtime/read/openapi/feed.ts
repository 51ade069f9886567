import { FIRST_CONTRACTS } from "../../../../domain/kernel/contracts.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import { roleNames } from "../../../../domain/kernel/role.ts";
import { FEED_LIMITS, type FeedRoute, feedRoutes, MAX_WAIT_SECONDS } from "../../feed/routes.ts";
import { pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import { type Schema, schemasOf } from "./schemas.ts";
import type { Operation } from "./writes.ts";

function query(name: string, description: string, schema: Schema): object {
  return { name, in: "query", required: false, description, schema };
}

const limit = query("limit", "The most events on a page; a page of big ones may have fewer", {
  type: "integer",
  minimum: 1,
  maximum: FEED_LIMITS.most,
  default: FEED_LIMITS.usual,
});

const contracts = query(
  "contracts",
  "A day: each event comes in the version that was current then, or, after its sunset, in the next that is live. Without it, in the oldest that is live",
  { type: "string", format: "date", examples: [FIRST_CONTRACTS] },
);

const parameters = [
  query(
    "after",
    'The position of the page before; without it the feed begins with its first event, and "latest" only tells where it ends now',
    { type: "string" },
  ),
  query("types", "Only events of these types, apart by commas; a stage whole by a star", {
    type: "string",
    examples: ["order.placed,invoice.*"],
  }),
  contracts,
  limit,
  query("wait", "So many seconds the answer may wait for an event while there is none", {
    type: "integer",
    minimum: 0,
    maximum: MAX_WAIT_SECONDS,
    default: 0,
  }),
  {
    name: "Last-Event-ID",
    in: "header",
    required: false,
    description:
      "Of server-sent events: the id of the last one, as every client sends it. It goes before `after`.",
    schema: { type: "string" },
  },
];

const more: Schema = { type: "boolean", description: "There is more to read at once" };

/** The event as it is published, without what histories tell beside it. */
function published(): Schema {
  return schemasOf([[Envelope, { id: "Event" }]], "output").get("Event") ?? {};
}

function page(properties: Record<string, Schema>): Schema {
  return { type: "object", properties, required: Object.keys(properties) };
}

function operations(): Readonly<Record<FeedRoute["entry"], object>> {
  const events: Schema = { type: "array", items: published() };
  const position: Schema = {
    type: "string",
    description: "Send it as `after` to go on; opaque, and good for ever. Keep it once what came is done.",
  };
  const feed = page({ events, position, more });
  const deal = page({
    deal: { type: "string" },
    events,
    seq: { type: "integer", minimum: 0, description: "The number of the last event; send it as `afterSeq`" },
    more,
  });
  return {
    "read-events": {
      operationId: "events",
      tags: ["events"],
      "x-roles": roleNames,
      summary: "Read all events in one order, and wait for the next",
      description:
        "Every event as it is published, word for word in the version that is asked for, each once, those of a record in its order. Whoever goes on behind a position misses nothing, whatever is committed meanwhile. With `Accept: text/event-stream` it answers server-sent events and ends: every client comes back by itself.",
      parameters,
      responses: {
        200: {
          description: "Some events, and where to go on",
          content: {
            "application/json": { schema: feed },
            "text/event-stream": { schema: { type: "string" } },
          },
        },
        ...problems(400, 401, 403),
      },
    },
    "read-deal-events": {
      operationId: "deal-events",
      tags: ["deal"],
      "x-roles": roleNames,
      summary: "Read the events of a deal as they are published",
      description:
        "The events of all its records are numbered 1, 2, 3 and on when they come into the feed; a number never changes and none is ever left out.",
      parameters: [
        pathId("deal", "DealId"),
        query(
          "afterSeq",
          "The number of the last event that is known, as `seq` told it; not the seq of a record",
          {
            type: "integer",
            minimum: 0,
            default: 0,
          },
        ),
        contracts,
        limit,
      ],
      responses: {
        200: { description: "Some events, in order", content: { "application/json": { schema: deal } } },
        ...problems(400, 401, 403, 404),
      },
    },
  };
}

/** What may be read of the feed. */
export function feedOperations(): readonly Operation[] {
  const all = operations();
  return feedRoutes.map(({ path, method, entry }): Operation => [path, method.toLowerCase(), all[entry]]);
}
