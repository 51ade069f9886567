import { dayOf, editionText } from "../edition.ts";
import type { Publishing } from "../publishing.ts";
import { pageLength } from "../read/reader.ts";
import type { Feed, Place } from "./feed.ts";

/**
 * Reads the envelopes of a page as the contracts of a day have them, undefined for one that was erased. Another version
 * may be bigger than the one that was committed: of what does not fit into an answer then the end is left out.
 */
export async function pageTexts(
  feed: Pick<Feed, "events">,
  places: readonly Place[],
  contracts: string | undefined,
  { superseded, now }: Publishing,
): Promise<readonly (string | undefined)[]> {
  const reading = { contracts, today: dayOf(now()) };
  const stored = await feed.events(places);
  const texts = places.map(({ type }, index) => {
    const text = stored[index];
    return text === undefined ? undefined : editionText(text, type, reading, superseded);
  });
  const sizes = texts.map((text) => Buffer.byteLength(text ?? ""));
  return texts.slice(0, pageLength(sizes, texts.length));
}
