import type { EventContract } from "../events.ts";
import { type Described, eventSchema, type Schema } from "../schema.ts";
import { versionsOf } from "../schemas.ts";
import { partsOf } from "./index-page.ts";

const PARTS = "#/components/schemas/";

/** The same with references to parts where this document has them. */
function rooted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rooted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) =>
    name === "$ref" ? [name, String(inner).replace("#/$defs/", PARTS)] : [name, rooted(inner)],
  );
  return Object.fromEntries(entries);
}

const own = new Set(["type", "v", "stage", "data"]);

/** The envelope, without what is each event's own. */
function envelopeOf(schema: Schema): Schema {
  const { properties = {}, required = [] } = schema;
  const shared = Object.entries(properties).filter(([name]) => !own.has(name));
  return { type: "object", required, properties: Object.fromEntries(shared) };
}

function payloadOf(schema: Schema) {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => own.has(name));
  return {
    allOf: [{ $ref: `${PARTS}Envelope` }, { type: "object", properties: Object.fromEntries(properties) }],
  };
}

/** The current version is named as its type, an older one with its number. */
const nameOf = ({ v }: Described, event: EventContract) =>
  v === event.v ? event.type : `${event.type}.v${v}`;

function messageOf(version: Described, event: EventContract) {
  const { type, stage, description, since, deprecated } = version;
  const name = nameOf(version, event);
  const example = version.v === event.v ? event.example : undefined;
  return {
    name,
    title: type,
    summary: description,
    contentType: "application/json",
    "x-since": since,
    ...(deprecated && { "x-sunset": deprecated.sunset }),
    tags: [{ name: stage }, ...(deprecated === undefined ? [] : [{ name: "deprecated" }])],
    payload: payloadOf(eventSchema(version)),
    ...(example && { examples: [{ name, payload: example }] }),
  };
}

const webhookHeaders = {
  type: "object",
  required: ["webhook-id", "webhook-timestamp", "webhook-signature"],
  properties: {
    "webhook-id": { type: "string", description: "The id of the event: the same on each try." },
    "webhook-timestamp": { type: "string", description: "Seconds since 1970, of this try." },
    "webhook-signature": {
      type: "string",
      description: "v1 signatures by HMAC-SHA256, separated by spaces.",
    },
  },
};

const webhook = {
  name: "webhook",
  title: "An event by webhook (Standard Webhooks 1.0)",
  summary:
    "Any of the events that a subscription asks for: `data` is the event as it is on the bus, in the version of the subscription.",
  contentType: "application/json",
  headers: webhookHeaders,
  payload: {
    type: "object",
    required: ["type", "timestamp", "data"],
    properties: {
      type: { type: "string", description: "The type of the event." },
      timestamp: { type: "string", format: "date-time", description: "When the event happened." },
      data: { $ref: `${PARTS}Envelope` },
    },
  },
};

const info = {
  title: "Salesline events",
  version: "1.0.0",
  description:
    "What happens from a lead to the paid invoice. Events are delivered at least once: deduplicate on `id`, order by `seq` within a `record`, ignore fields that you do not know.",
  license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
};

const ref = (path: string) => ({ $ref: `#/${path}` });

/** All events as one AsyncAPI 3 document: on the bus, and as webhooks. */
export function asyncApi(events: readonly EventContract[]) {
  const [first] = events;
  const envelope = first === undefined ? {} : envelopeOf(eventSchema(first));
  const messages = events.flatMap((event) =>
    versionsOf(event).map((each) => [nameOf(each, event), rooted(messageOf(each, event))] as const),
  );
  const parts = [...partsOf(events.flatMap(versionsOf))].map(
    ([name, schema]) => [name, rooted(schema)] as const,
  );
  return {
    asyncapi: "3.0.0",
    info,
    defaultContentType: "application/json",
    channels: {
      bus: {
        address: "salesline",
        title: "The EventBridge bus",
        description:
          "Rules match on `source: salesline` and `detail-type`, the type of the event; `detail` is the message.",
        messages: Object.fromEntries(messages.map(([name]) => [name, ref(`components/messages/${name}`)])),
      },
      webhooks: {
        address: null,
        title: "Webhooks",
        description: "A POST to the URL of each subscription.",
        messages: { webhook: ref("components/messages/webhook") },
      },
    },
    operations: {
      publish: {
        action: "send",
        channel: ref("channels/bus"),
        summary: "Puts each committed event on the bus.",
      },
      deliver: {
        action: "send",
        channel: ref("channels/webhooks"),
        summary: "Delivers events to subscriptions.",
      },
    },
    components: {
      messages: Object.fromEntries([...messages, ["webhook", webhook] as const]),
      schemas: Object.fromEntries([["Envelope", rooted(envelope)] as const, ...parts]),
    },
  };
}
