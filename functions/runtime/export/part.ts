import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Feed } from "../feed/feed.ts";
import { type Wanted, wantedPlaces } from "./wanted-places.ts";

/** How much of the feed makes one part. No time is among it: a part that is made again is the same, byte by byte. */
export interface PartLimits {
  readonly events: number;
  /** Of the lines, before they are packed. */
  readonly bytes: number;
  /** Places of the feed that are looked at, whether they are wanted or not. */
  readonly places: number;
}

/** The limits of a deployed function: some seconds of work, and some ten megabytes of memory. */
export const partLimits: PartLimits = { events: 10_000, bytes: 16_000_000, places: 50_000 };

/** A part of an export, ready to be stored. */
export interface Part {
  /** Up to which number of the feed it goes. */
  readonly next: number;
  readonly events: number;
  /** Its lines, packed; none when nothing was wanted. */
  readonly file: Uint8Array | undefined;
}

const packed = promisify(gzip);
const LINE_END = Buffer.from("\n");

/** The SHA-256 of a file, as `sha256sum` prints it. */
export function sha256Of(file: Uint8Array): string {
  return createHash("sha256").update(file).digest("hex");
}

/** Reads the next part of an export: what is wanted after a number of the feed, in the version that is, until there is enough for one file. */
export async function readPart(
  feed: Pick<Feed, "places" | "events">,
  { after, until }: { readonly after: number; readonly until: number },
  wanted: Wanted,
  {
    limits,
    edition,
  }: { readonly limits: PartLimits; readonly edition: (text: string, type: string) => string },
): Promise<Part> {
  const last = Math.min(until, after + limits.places);
  const lines: Buffer[] = [];
  let bytes = 0;
  const made = async (next: number): Promise<Part> => ({
    next,
    events: lines.length,
    file:
      lines.length === 0 ? undefined : await packed(Buffer.concat(lines.flatMap((line) => [line, LINE_END]))),
  });
  for await (const places of wantedPlaces(feed, { after, last }, wanted)) {
    const events = await feed.events(places);
    for (const [at, { position, type }] of places.entries()) {
      const event = events[at];
      // It was erased from the journal.
      if (event === undefined) continue;
      const line = Buffer.from(edition(event, type));
      lines.push(line);
      bytes += line.length + LINE_END.length;
      if (lines.length >= limits.events || bytes >= limits.bytes) return made(position);
    }
  }
  return made(last);
}
