import { InvalidEvent, type Issue } from "./invalid-event.ts";

/** An object, whatever is in it. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The envelope in what was given, and where a fault of it is there. */
export interface Unwrapped {
  readonly value: unknown;
  readonly place: (issue: Issue) => Issue;
}

const under = (at: string) => (issue: Issue) => ({ ...issue, pointer: `${at}${issue.pointer}` });

/** The fields of an envelope that a CloudEvent has under other names. */
const cloudNames = new Map([
  ["/record", "/subject"],
  ["/at", "/time"],
  ["/actor", "/actortype"],
  ["/actor/type", "/actortype"],
  ["/actor/id", "/actorid"],
  ["/causedBy", "/causedby"],
  ["/traceId", "/traceid"],
]);

function fromCloudEvent(event: Fields): Unwrapped {
  const { id, type, v, stage, subject, seq, time, actortype, actorid, deal, causedby, traceid, data } = event;
  const actor = { type: actortype, id: actorid };
  const cause = causedby === undefined ? {} : { causedBy: causedby };
  return {
    value: {
      id,
      type,
      v,
      stage,
      record: subject,
      seq,
      at: time,
      actor,
      deal,
      ...cause,
      traceId: traceid,
      data,
    },
    place: ({ pointer, message }) => ({ pointer: cloudNames.get(pointer) ?? pointer, message }),
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidEvent([{ pointer: "", message: "it is not JSON" }]);
  }
}

/** Finds the envelope in what EventBridge, a webhook or CloudEvents put around it, or there itself. */
export function unwrap(input: unknown): Unwrapped {
  const given = typeof input === "string" ? fromJson(input) : input;
  if (!isObject(given)) return { value: given, place: under("") };
  if ("specversion" in given) return fromCloudEvent(given);
  if ("detail-type" in given) return { value: given["detail"], place: under("/detail") };
  if ("timestamp" in given && !("seq" in given)) return { value: given["data"], place: under("/data") };
  return { value: given, place: under("") };
}
