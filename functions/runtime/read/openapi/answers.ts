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
    description: "The event as a sentence in the language of the caller (Accept-Language: en or vi)",
    examples: ["Quote sent: 46.20 EUR"],
  };
  const who: Schema = { type: "string", description: "Who did it, in words", examples: ["ann"] };
  return {
    type: "object",
    description:
      "What happened, exactly as it was published: `id` is `<record>#<seq>`; `causedBy` is the event that led to it",
    properties: { ...properties, text, who, changes: { type: "array", items: FieldChange } },
    required: [...required, "text", "who", "changes"],
  };
}

const FieldChange: Schema = {
  type: "object",
  description: "A changed field in the language of the caller, with its value before and after in words",
  properties: {
    field: { type: "string", examples: ["address.city"] },
    label: { type: "string" },
    before: { type: "string" },
    after: { type: "string" },
  },
  required: ["field", "label"],
};

const History: Schema = {
  type: "object",
  properties: { events: { type: "array", items: schemaRef("Event") }, cursor: { type: "string" } },
  required: ["events"],
};

const Offers: Schema = {
  type: "object",
  properties: {
    id: { type: "string" },
    stage: { type: "string" },
    stageLabel: { type: "string", description: "In the language of the caller, as all labels here" },
    status: { type: "string" },
    statusLabel: { type: "string" },
    version: { type: "integer" },
    steps: {
      type: "array",
      description: "The steps of the sales process that are asked for on this record, done and to do",
      items: {
        type: "object",
        properties: {
          stage: { type: "string", examples: ["qualify"], description: "The stage of the process" },
          stageLabel: { type: "string" },
          id: { type: "string" },
          label: { type: "string" },
          field: { type: "string", description: "The field to fill in" },
          check: { type: "boolean", const: true, description: "To be ticked by the action tick" },
          done: { type: "boolean" },
          optional: { type: "boolean", description: "Nothing waits for it" },
        },
        required: ["stage", "stageLabel", "id", "label", "done", "optional"],
      },
    },
    actions: {
      type: "array",
      items: {
        type: "object",
        properties: {
          action: { type: "string", examples: ["send"] },
          label: { type: "string", examples: ["Send"] },
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
        required: ["action", "label", "summary", "method", "path", "allowed"],
      },
    },
  },
  required: ["id", "stage", "stageLabel", "status", "statusLabel", "version", "steps", "actions"],
};

const Fields: Schema = {
  type: "array",
  items: {
    type: "object",
    description: "A field with its value before and after; one that was or is not there has none",
    properties: { field: { type: "string" }, before: {}, after: {} },
    required: ["field"],
  },
};

const side: Schema = {
  type: "object",
  properties: { id: { type: "string" }, revision: { type: "integer" }, status: { type: "string" } },
  required: ["id", "revision", "status"],
};

const lines: Schema = { type: "array", items: schemaRef("Line") };
const changedLines: Schema = {
  type: "array",
  items: {
    type: "object",
    properties: { before: schemaRef("Line"), after: schemaRef("Line"), changes: Fields },
    required: ["before", "after", "changes"],
  },
};

const Comparison: Schema = {
  type: "object",
  properties: {
    before: side,
    after: side,
    same: { type: "boolean", description: "Whether nothing that the customer sees differs" },
    lines: {
      type: "object",
      properties: { added: lines, removed: lines, changed: changedLines },
      required: ["added", "removed", "changed"],
    },
    fields: Fields,
  },
  required: ["before", "after", "same", "lines", "fields"],
};

/** The schemas of answers that are no record. */
export function answerSchemas(): Record<string, Schema> {
  return { Comparison, Event: eventSchema(), History, Next, Offers, Problem: problemSchema };
}
