import { rawText } from "./charset.ts";
import { propertyOf } from "./content-line.ts";
import { mecardsIn } from "./mecard.ts";
import type { RawCard } from "./property.ts";
import { vcardsIn } from "./vcard-lines.ts";

const MOST_LINES = 2000;
const OLD = /^VERSION:\s*2/i;

function vcardOf(lines: readonly string[], isBytes: boolean): RawCard {
  const isOld = lines.some((line) => OLD.test(line));
  const properties = lines.slice(0, MOST_LINES).flatMap((line) => {
    const property = propertyOf(line, isBytes, isOld);
    return property === undefined ? [] : [property];
  });
  return { format: "vcard", properties };
}

/** All cards in a text file: vCards of any version, MeCards; none when it is something else. */
export function cardsIn(bytes: Uint8Array, charset?: string): readonly RawCard[] {
  const { text, isBytes } = rawText(bytes, charset);
  const vcards = vcardsIn(text);
  return vcards.length > 0 ? vcards.map((lines) => vcardOf(lines, isBytes)) : mecardsIn(text);
}
