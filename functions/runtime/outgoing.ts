import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { logger } from "./log.ts";
import { count } from "./metrics.ts";
import { SOURCE } from "./source.ts";
import type { About } from "./trace.ts";

const MAX_ENTRIES = 10;
const MAX_BYTES = 250_000;

/** An event on its way to the bus. */
export interface Outgoing {
  readonly entry: PutEventsRequestEntry;
  readonly bytes: number;
  /** What the lines of the log say of it. */
  readonly subject: About;
}

/** An event that the bus will never take. */
export interface Refused<Event> {
  readonly event: Event;
  readonly reason: string;
}

/** What became of events: out, refused for good, or failed, so that they are to be tried again. */
export interface Sent<Event> {
  readonly out: readonly Event[];
  readonly refused: readonly Refused<Event>[];
  readonly failed: readonly Event[];
  /** The bus has answered. */
  readonly reached: boolean;
}

const Head = z.object({
  type: z.string(),
  record: z.string(),
  at: z.string(),
  // Only told: without them it goes out all the same.
  id: z.string().optional(),
  deal: z.string().optional(),
  traceId: z.string().optional(),
});

/** An envelope as the bus gets it: verbatim, with its type to filter by. */
export function outgoing(envelope: string, bus: string): Outgoing {
  const { at, id: event, ...subject } = Head.parse(JSON.parse(envelope));
  const { type, record } = subject;
  const entry = {
    EventBusName: bus,
    Source: SOURCE,
    DetailType: type,
    Detail: envelope,
    Time: new Date(at),
    Resources: [record],
  };
  const bytes = Buffer.byteLength(envelope) + type.length + record.length + SOURCE.length;
  return { entry, bytes, subject: { ...subject, event } };
}

/** Packs of what one call takes, in order. */
export function packsOf<Event extends Outgoing>(events: readonly Event[]): Event[][] {
  const packs: Event[][] = [];
  let bytes = 0;
  for (const event of events) {
    const pack = packs.at(-1);
    bytes += event.bytes;
    if (pack === undefined || pack.length === MAX_ENTRIES || bytes > MAX_BYTES) {
      packs.push([event]);
      bytes = event.bytes;
    } else {
      pack.push(event);
    }
  }
  return packs;
}

/** The one error of an entry that no later try can heal: others, such as a bus that is not there, can. */
const MALFORMED = "MalformedDetail";

function sortOut<Event>(pack: readonly Event[], entries: readonly PutEventsResultEntry[]): Sent<Event> {
  const codes = entries.flatMap(({ ErrorCode }) => ErrorCode ?? []);
  if (codes.length > 0) logger.warn("entries failed", { failed: codes.length, of: pack.length, codes });
  const refused = pack.flatMap((event, index) => {
    const { ErrorCode, ErrorMessage: reason = MALFORMED } = entries[index] ?? {};
    return ErrorCode === MALFORMED ? [{ event, reason }] : [];
  });
  const out = pack.filter((_, index) => entries[index]?.EventId !== undefined);
  const done = new Set([...out, ...refused.map(({ event }) => event)]);
  return { out, refused, failed: pack.filter((event) => !done.has(event)), reached: true };
}

function together<Event>(all: readonly Sent<Event>[]): Sent<Event> {
  return {
    out: all.flatMap(({ out }) => out),
    refused: all.flatMap(({ refused }) => refused),
    failed: all.flatMap(({ failed }) => failed),
    reached: all.every(({ reached }) => reached),
  };
}

const isInvalid = (error: unknown): error is Error =>
  error instanceof Error && error.name === "ValidationException";

/** One line for each event: a search for its trace id finds where it went out, and where it did not. */
function tell<Event extends Outgoing>({ out, refused, failed }: Sent<Event>): void {
  count("EventsPublished", out.length);
  count("EntriesFailed", failed.length + refused.length);
  for (const { subject } of out) logger.info("published", { ...subject });
  for (const { subject } of failed) logger.warn("not published", { ...subject });
  for (const { event, reason } of refused) logger.error("refused by the bus", { ...event.subject, reason });
}

async function ask<Event extends Outgoing>(
  client: EventBridgeClient,
  pack: readonly Event[],
): Promise<Sent<Event>> {
  try {
    const answer = await client.send(new PutEventsCommand({ Entries: pack.map(({ entry }) => entry) }));
    return sortOut(pack, answer.Entries ?? []);
  } catch (error) {
    if (!isInvalid(error)) {
      logger.error("bus unreachable", { error });
      return { out: [], refused: [], failed: pack, reached: false };
    }
    // One entry makes the call invalid, such as by its size: alone, each is judged by itself.
    if (pack.length > 1) return together(await Promise.all(pack.map((event) => ask(client, [event]))));
    const { message: reason } = error;
    return { out: [], refused: pack.map((event) => ({ event, reason })), failed: [], reached: true };
  }
}

async function call<Event extends Outgoing>(
  client: EventBridgeClient,
  pack: readonly Event[],
): Promise<Sent<Event>> {
  const sent = await ask(client, pack);
  tell(sent);
  return sent;
}

/** Sends a pack; of an answer with failed entries exactly those are sent again, until so many tries are made. */
export async function send<Event extends Outgoing>(
  client: EventBridgeClient,
  pack: readonly Event[],
  maxTries: number,
): Promise<Sent<Event>> {
  let sent = await call(client, pack);
  for (let tries = 2; sent.failed.length > 0 && sent.reached && tries <= maxTries; tries += 1) {
    await sleep(Math.random() * 50 * 2 ** tries);
    sent = together([{ ...sent, failed: [] }, await call(client, sent.failed)]);
  }
  return sent;
}
