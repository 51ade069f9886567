import { webhookRoutes } from "../../webhooks/routes.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import type { Schema } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };
const instant: Schema = { type: "string", format: "date-time" };
const statuses = ["pending", "delivered", "failed"];
const whole: Schema = { type: "integer", minimum: 0 };

const attempt: Schema = {
  type: "object",
  required: ["at", "ms"],
  properties: {
    at: instant,
    ms: { ...whole, description: "Milliseconds until the answer, or until none was waited for" },
    status: { type: "integer", description: "Of the answer; without one there was none" },
    error: { ...text, description: "Why it failed" },
    answer: { ...text, description: "The first KB of the answer" },
  },
};

const delivery: Schema = {
  type: "object",
  required: ["id", "event", "type", "record", "deal", "at", "status", "tries", "held", "attempts"],
  properties: {
    id: { ...text, examples: ["dlv_117"], description: "Send it as `delivery` to have it sent again" },
    event: { ...text, description: "The `webhook-id`", examples: ["quo_01JZX5V7RWDN3Y2C8F4K6M9T0B#3"] },
    type: { ...text, examples: ["quote.accepted"] },
    record: text,
    deal: text,
    at: { ...instant, description: "When it happened" },
    status: { enum: statuses },
    tries: { ...whole, description: "Tries that count" },
    held: { ...whole, description: "How often the receiver asked for time (429 or 503 with Retry-After)" },
    nextTry: { ...instant, description: "When it is tried next, at the soonest" },
    attempts: { type: "array", items: attempt, description: "Each try, oldest first; the latest 40" },
  },
};

const page: Schema = {
  type: "object",
  required: ["items"],
  properties: { items: { type: "array", items: delivery }, cursor: text },
};

/** The log of what was sent to a subscription. */
export function deliveryOperations(): readonly Operation[] {
  const operation = {
    operationId: "deliveries.list",
    tags: ["subscription"],
    "x-roles": ["admin"],
    summary: "Read what was sent to a subscription, newest first, with each try",
    description: "Kept for 90 days. Roles: admin.",
    parameters: [
      pathId("id", "SubscriptionId"),
      { name: "status", in: "query", required: false, schema: { enum: statuses } },
      parameterRef("ListLimit"),
      parameterRef("Cursor"),
    ],
    responses: {
      200: { description: "Deliveries", content: { "application/json": { schema: page } } },
      ...problems(400, 401, 403, 404),
    },
  };
  return webhookRoutes.map(({ path, method }): Operation => [path, method.toLowerCase(), operation]);
}
