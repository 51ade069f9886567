import { type EventContract, events, type OlderContract } from "./events.ts";
import type { Schemas } from "./release.ts";
import { type Described, type Draft, eventSchema } from "./schema.ts";

/** An event type in each version that is published: the older ones first. */
export function versionsOf(event: EventContract): readonly Described[] {
  return [...event.older.map((each) => olderOf(event, each)), event];
}

/** What is said of an older version: the same, but its data and its end are its own. */
function olderOf(event: EventContract, { v, data, since, sunset }: OlderContract): Described {
  return { ...event, v, data, since, deprecated: { sunset } };
}

/** The schemas of all that is published: each event type in its current version, and in the older ones until their sunset. */
export function currentSchemas(draft: Draft = "2020-12"): Schemas {
  const all = events.flatMap(versionsOf);
  return new Map(all.map((event) => [`${event.type}.v${event.v}`, eventSchema(event, draft)]));
}
