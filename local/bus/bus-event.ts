import { plainJson } from "./plain-json.ts";
import { randomUUID } from "node:crypto";

/** An event in the envelope in which EventBridge delivers it. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** UTC, whole seconds: `2026-01-31T09:30:00Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Where a bus says its events happen. */
export interface BusPlace {
  readonly region: string;
  readonly account: string;
}

/** Puts an event into the envelope, with an id of its own. */
export function wrapEvent(
  place: BusPlace,
  given: Pick<BusEvent, "source" | "detail-type" | "resources" | "detail"> & { readonly at: Date },
): BusEvent {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": given["detail-type"],
    source: given.source,
    account: place.account,
    time: `${given.at.toISOString().slice(0, 19)}Z`,
    region: place.region,
    resources: given.resources,
    detail: given.detail,
  };
}

/**
 * The event as message body; `detail` is the JSON as it was given, so that no digit of a number is lost.
 */
export function messageBody(event: BusEvent, detail: string): string {
  const head = JSON.stringify({ ...event, detail: undefined });
  return plainJson(`${head.slice(0, -1)},"detail":${detail}}`);
}
