import { schemaRef } from "./names.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import { problemSchema } from "./problems.ts";
import { type Schema, schemasOf } from "./schemas.ts";

const Next: Schema = {
  type: "object",
  properties: {
    next: {
      type: "object",
      description: "The ids that will exist once the reactions have run, where something follows",
      additionalProperties: { type: "string" },
      examples: [{ order: "ord_01KAQ6Z3V9T4M0T3R5D9WXYZAB" }],
    },
  },
};

function eventSchema(): Schema {
  const { properties = {}, required = [] } =
    schemasOf([[Envelope, { id: "Event" }]], "output").get("Event") ?? {};
  const text: Schema = {
    type: "string",
    description: "The event as a sentence",
    examples: ["Quote sent: 46.20 EUR"],
  };
  return {
    type: "object",
    description:
      "What happened, exactly as it was published: `id` is `<record>#<seq>`; `causedBy` is the event that led to it",
    properties: { ...properties, text },
    required: [...required, "text"],
  };
}

const History: Schema = {
  type: "object",
  properties: { events: { type: "array", items: schemaRef("Event") }, cursor: { type: "string" } },
  required: ["events"],
};

const Offers: Schema = {
  type: "object",
  properties: {
    id: { type: "string" },
    status: { type: "string" },
    version: { type: "integer" },
    actions: {
      type: "array",
      items: {
        type: "object",
        properties: {
          action: { type: "string", examples: ["send"] },
          summary: { type: "string" },
          method: { type: "string", enum: ["POST", "PATCH", "PUT"] },
          path: { type: "string" },
          allowed: { type: "boolean" },
          code: {
            type: "string",
            description: "Why not, for machines: forbidden, wrong_state or rule_broken",
          },
          why: { type: "string", description: "Why not, for people" },
        },
        required: ["action", "summary", "method", "path", "allowed"],
      },
    },
  },
  required: ["id", "status", "version", "actions"],
};

/** The schemas of answers that are no record. */
export function answerSchemas(): Record<string, Schema> {
  return { Event: eventSchema(), History, Next, Offers, Problem: problemSchema };
}
