import type { Envelope } from "./event.ts";

/** An event as CloudEvents 1.0 has it, whole in one JSON object (structured mode, `application/cloudevents+json`). */
export interface CloudEvent {
  readonly specversion: "1.0";
  /** Unique together with `source`: the same in each delivery and in each version of an event. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The record that it happened to. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly dataschema: string;
  readonly data: Envelope["data"];
  // Attributes of our own: lower-case letters and digits only, strings or integers.
  readonly stage: string;
  readonly v: number;
  /** Its number among the events of its record. CloudEvents' own "sequence" would be one of the whole source. */
  readonly seq: number;
  readonly deal: string;
  readonly actortype: string;
  readonly actorid: string;
  readonly causedby?: string;
  readonly traceid: string;
}

/** Where events come from, as a URI reference; an installation may have one of its own. */
export const EVENT_SOURCE = "/salesline";

/** The schema that the data adheres to: the part of it that is about the data. */
export function dataSchemaOf({ type, v }: Pick<Envelope, "type" | "v">): string {
  return `urn:salesline:event:${type}:v${v}#/properties/data`;
}

/** The CloudEvents form of an event: all that its envelope says, under other names. There is no `traceparent`, since no trace id of ours is a W3C one. */
export function cloudEvent(event: Envelope, source: string = EVENT_SOURCE): CloudEvent {
  const { id, type, v, stage, record, seq, at, actor, deal, causedBy, traceId, data } = event;
  return {
    specversion: "1.0",
    id,
    source,
    type,
    subject: record,
    time: at,
    datacontenttype: "application/json",
    dataschema: dataSchemaOf(event),
    stage,
    v,
    seq,
    deal,
    actortype: actor.type,
    actorid: actor.id,
    ...(causedBy !== undefined && { causedby: causedBy }),
    traceid: traceId,
    data,
  };
}
