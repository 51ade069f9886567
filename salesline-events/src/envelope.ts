/** Who did it: a person by the subject of the token, a reaction by its name, a source of leads, or who operates the system. */
export interface Actor {
  type: "user" | "reaction" | "source" | "operator";
  id: string;
}

/** What every event says, whatever happened. */
export interface Envelope {
  /** `<record>#<seq>`, the same each time that it is delivered: deduplicate on it. */
  id: string;
  /** What happened, such as "order.placed". */
  type: string;
  /** The version of `data`. */
  v: number;
  /** What kind of record it happened to, such as "order". */
  stage: string;
  /** The id of the record that it happened to. */
  record: string;
  /** Its number among the events of its record, from 1 and without gaps. */
  seq: number;
  /** When it happened, in UTC. */
  at: string;
  /** Who did it. */
  actor: Actor;
  /** The id that all records share from the lead to the invoice. */
  deal: string;
  /** The id of the event that it followed from. */
  causedBy?: string;
  /** The request that it began with; the logs of Salesline have it too. */
  traceId: string;
}

/** An event of a type or a version that this package does not know. */
export interface UnknownEvent extends Envelope {
  data: Readonly<Record<string, unknown>>;
}
