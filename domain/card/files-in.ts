import type { CardFile } from "./card-reading.ts";
import type { Property } from "./property.ts";

const MOST_FILES = 5;
const pictures = new Set(["photo", "logo"]);

/** The pictures that lie in a card; keys and sounds are of no use to a lead and stay in the card as it came. */
export function filesOf(properties: readonly Property[]): readonly CardFile[] {
  return properties
    .flatMap(({ name, data }) =>
      data !== undefined && data.bytes.length > 0 && pictures.has(name) ? [{ name, bytes: data.bytes }] : [],
    )
    .slice(0, MOST_FILES);
}
