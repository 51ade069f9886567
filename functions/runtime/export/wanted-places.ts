import { isWanted } from "../../../domain/export/wanted.ts";
import type { Feed, Place } from "../feed/feed.ts";
import { walk } from "./walk.ts";

/** Which events an export takes. */
export interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly types?: readonly string[] | undefined;
}

/** Events that are loaded at once, and held in memory. */
const TOGETHER = 200;
const BYTES_TOGETHER = 4_000_000;

function takes({ from, to, types }: Wanted, { at, type }: Place): boolean {
  return at >= from && at < to && isWanted(type, types);
}

/** Places in groups of which each can be loaded at once. */
function* groupsOf(places: readonly Place[]): Generator<readonly Place[]> {
  let group: Place[] = [];
  let bytes = 0;
  for (const place of places) {
    group.push(place);
    bytes += place.size;
    if (group.length < TOGETHER && bytes < BYTES_TOGETHER) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** The places of a stretch of the feed whose events are wanted, in order, some at a time. */
export async function* wantedPlaces(
  feed: Pick<Feed, "places">,
  stretch: { readonly after: number; readonly last: number },
  wanted: Wanted,
): AsyncGenerator<readonly Place[]> {
  for await (const places of walk(feed, stretch)) {
    yield* groupsOf(places.filter((place) => takes(wanted, place)));
  }
}
