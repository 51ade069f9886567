import type { Envelope } from "../kernel/event.ts";
import type { About } from "./about.ts";
import { isTold } from "./event-types.ts";
import { filterTest, type FilterTest } from "./filter.ts";

/** What of a subscription decides which events it gets. */
export interface Wanting {
  readonly id: string;
  readonly types: readonly string[];
  readonly filter?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes the test whether a subscription gets an event; made once it serves for many events. */
export function matcherOf({ id, types, filter }: Wanting): FilterTest {
  const wanted: ReadonlySet<string> = new Set(types);
  const passes = filterTest(filter);
  return (envelope, about) => {
    const { type, stage, record } = envelope;
    // Whoever tests a subscription wants to see something arrive, and nobody else does.
    if (type === "subscription.tested") return record === id;
    if (!isTold(type)) return false;
    return (wanted.has("*") || wanted.has(`${stage}.*`) || wanted.has(type)) && passes(envelope, about);
  };
}

/** Whether a subscription gets an event; status and time are for whoever sends to look at. */
export function matches(subscription: Wanting, envelope: Envelope, about: About): boolean {
  return matcherOf(subscription)(envelope, about);
}
