import { events } from "./events.ts";
import type { Schemas } from "./release.ts";
import { type Draft, eventSchema } from "./schema.ts";

/** The schemas of all that is published: each event type in its current version, and in the older ones until their sunset. */
export function currentSchemas(draft: Draft = "2020-12"): Schemas {
  return new Map(events.map((event) => [`${event.type}.v${event.v}`, eventSchema(event, draft)]));
}
