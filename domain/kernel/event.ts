import * as z from "zod";
import { type Chain, chainOf, type OlderVersion, type Steps } from "./version.ts";
import { personal } from "./personal.ts";

/** Who did it: a person by the subject of the token, a reaction by its name, a source of leads such as "form:for_..." or "email", or who operates the system, by name. */
export const Actor = z.strictObject({
  type: z.enum(["user", "reaction", "source", "operator"]),
  id: personal(z.string()),
});

/** Who did it: a person, a reaction, a source of leads, or an operator. */
export type Actor = z.output<typeof Actor>;

/** The envelope of every event, exactly as it is stored and published; `id` is `<record>#<seq>`: deduplicate on it, order by `seq`. */
export const Envelope = z.object({
  id: z.string(),
  type: z.string(),
  v: z.int(),
  stage: z.string(),
  record: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  actor: Actor,
  deal: z.string(),
  causedBy: z.string().optional(),
  traceId: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** The envelope of every event, with untyped data. */
export type Envelope = z.output<typeof Envelope>;

/** An envelope whose type and data are known. */
export type EnvelopeOf<T extends string, D> = Omit<Envelope, "type" | "data"> & {
  readonly type: T;
  readonly data: D;
};

/** What a stage says of one kind of event: in which statuses it may happen, its data, and its sentence in the history. */
export interface EventDef<From extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly from: readonly From[];
  /** Version of the data; anything but one more optional field is a new version. */
  readonly v: number;
  readonly data: Data;
  /** The day since which this version is the current one; none for the first. */
  readonly since: string | undefined;
  /** The versions before this one: stored events are of them, and until their sunset they are published as well. */
  readonly older: readonly OlderVersion[];
  tell(data: z.output<Data>): string;
}

/** Defines one kind of event; with older versions it must be named in domain/superseded.ts. */
export function event<
  const From extends string,
  Data extends z.ZodObject,
  const Older extends readonly z.ZodObject[] = [],
>(
  from: readonly From[],
  data: Data,
  tell: (data: z.output<Data>) => string,
  versions?: { readonly v: number; readonly since: string; readonly older: Steps<Older, Data> },
): EventDef<From, Data>;
export function event(
  from: readonly string[],
  data: z.ZodObject,
  tell: (data: Readonly<Record<string, unknown>>) => string,
  chain: Chain = { v: 1, older: [] },
): EventDef {
  return { from, v: chain.v, data, since: chain.since, older: chainOf(data, chain), tell };
}

/** All events that a map of definitions allows, as a union on `type`. */
export type Emitted<Defs extends Record<string, EventDef>> = {
  [K in keyof Defs & string]: { readonly type: K; readonly data: z.output<Defs[K]["data"]> };
}[keyof Defs & string];
