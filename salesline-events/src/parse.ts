import type { SalesEvent } from "./types.ts";
import { contractOf, dataIssues, envelopeIssues } from "./check.ts";
import type { UnknownEvent } from "./envelope.ts";
import { InvalidEvent } from "./invalid-event.ts";
import { isObject, unwrap, type Unwrapped } from "./unwrap.ts";

/** An event that this package knows, with data that keeps its contract. */
export interface Known {
  readonly kind: "event";
  readonly event: SalesEvent;
}

/** A sound event that this package has no types for: its type came later, or its data has another version. */
export interface Unknown {
  readonly kind: "unknown";
  readonly why: "type" | "newer" | "older";
  readonly event: UnknownEvent;
}

/** What was read: an event, or one that is unknown to this package. */
export type Parsed = Known | Unknown;

const isEnvelope = (value: unknown, issues: readonly unknown[]): value is UnknownEvent =>
  isObject(value) && issues.length === 0;

const isKnown = (event: UnknownEvent, issues: readonly unknown[]): event is UnknownEvent & SalesEvent =>
  issues.length === 0 && contractOf(event.type)?.v === event.v;

function read(input: unknown): { readonly event: UnknownEvent; readonly place: Unwrapped["place"] } {
  const { value, place } = unwrap(input);
  const issues = envelopeIssues(value);
  if (!isEnvelope(value, issues)) throw new InvalidEvent(issues.map(place));
  return { event: value, place };
}

/** Reads an event as `parseEvent` does, whatever its type, without a look at its data. */
export function readEnvelope(input: unknown): UnknownEvent {
  return read(input).event;
}

/**
 * Reads an event from the detail of EventBridge (or all that EventBridge sends), the body of a webhook, a CloudEvent, or
 * a line of the feed or of an export; as text or as what JSON.parse made of it. Throws `InvalidEvent`, which names the
 * field. Fields that came later are let through.
 */
export function parseEvent(input: unknown): Parsed {
  const { event, place } = read(input);
  const known = contractOf(event.type);
  if (known === undefined) return { kind: "unknown", why: "type", event };
  if (event.v !== known.v) {
    return { kind: "unknown", why: event.v > known.v ? "newer" : "older", event };
  }
  const issues = dataIssues(event.type, event.data);
  if (!isKnown(event, issues)) throw new InvalidEvent(issues.map(place), `${event.id} is no ${event.type}`);
  return { kind: "event", event };
}
