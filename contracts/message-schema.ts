import { type Described, eventSchema, type Schema, schemaId } from "./schema.ts";

const text = { type: "string" } as const;

/** The JSON Schema (draft-04) of an event as a rule of EventBridge delivers it: what EventBridge says around it, with the event as its detail. */
export function messageSchema(event: Described): Schema {
  const { $schema, definitions, id: _, ...detail } = eventSchema(event, "draft-04");
  return {
    ...($schema && { $schema }),
    id: `${schemaId(event.type, event.v, "draft-04")}:message`,
    title: event.type,
    description: event.description,
    type: "object",
    required: ["id", "detail-type", "source", "account", "time", "region", "resources", "detail"],
    properties: {
      version: text,
      id: { ...text, description: "Of this delivery. Deduplicate on the id in the detail instead." },
      "detail-type": { ...text, enum: [event.type] },
      source: { ...text, enum: ["salesline"] },
      account: text,
      time: { ...text, format: "date-time" },
      region: text,
      resources: { type: "array", items: text },
      detail,
    },
    ...(definitions !== undefined && { definitions }),
  };
}
