import * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import type { AnyStage } from "../kernel/stage.ts";
import type { Found } from "./finding.ts";

const MOST = 300;

/** What an error says, for a person. */
export function messageOf(error: unknown): string {
  const text = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return text.replaceAll(/\s+/g, " ").slice(0, MOST);
}

/** The state after these events, or why there is none. */
export function outcomeOf(stage: AnyStage, events: readonly Envelope[]) {
  try {
    return { ok: true, state: stage.fold(events) } as const;
  } catch (error) {
    return { ok: false, error } as const;
  }
}

/** How many events can happen one after the other: the first that cannot has this place in the list. */
function lengthOf(stage: AnyStage, events: readonly Envelope[]): number {
  let [good, bad] = [0, events.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (outcomeOf(stage, events.slice(0, middle)).ok) good = middle;
    else bad = middle;
  }
  return good;
}

/** Of events that cannot all happen, the one that could not: the stage has no such event, not in that status, or not with what it says. */
export function stopOf(stage: AnyStage, events: readonly Envelope[]): Omit<Found, "record"> {
  const place = lengthOf(stage, events);
  const before = outcomeOf(stage, events.slice(0, place));
  const event = events[place];
  const status = before.ok ? before.state.status : "none";
  const what = `${event?.id} ${event?.type}`;
  const def = stage.events[event?.type ?? ""];
  if (def === undefined) return { invariant: "I6", text: `${what} is no event of a ${stage.name}` };
  if (!def.from.includes(status)) {
    return { invariant: "I6", text: `${what} happened when it was ${status}, which does not allow it` };
  }
  const after = outcomeOf(stage, events.slice(0, place + 1));
  return { invariant: "I3", text: `${what} cannot be read: ${after.ok ? "" : messageOf(after.error)}` };
}

/** Every status that a record had, from "none" on, as far as its events can be read. */
export function statusesOf(stage: AnyStage, events: readonly Envelope[]): string[] {
  const steps = events.map((_, index) => outcomeOf(stage, events.slice(0, index + 1)));
  return ["none", ...steps.flatMap((step) => (step.ok ? [step.state.status] : []))];
}
