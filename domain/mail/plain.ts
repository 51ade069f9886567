const UNSTORABLE = ["\u0000", "\uFFFE", "\uFFFF"];

/** A text as it can be stored: well-formed, trimmed, at most so long; undefined when nothing is left. */
export function plain(value: string | undefined, most: number): string | undefined {
  if (value === undefined) return undefined;
  // Cut before it is looked at: a text may have millions of characters.
  const storable = UNSTORABLE.reduce(
    (text, char) => text.replaceAll(char, ""),
    value.slice(0, most * 2).toWellFormed(),
  );
  const cut = storable.trim().slice(0, most);
  // A cut may have halved a character.
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  const kept = whole.trim();
  return kept === "" ? undefined : kept;
}

/** A line of it: control characters and line breaks are spaces. */
export function plainLine(value: string | undefined, most: number): string | undefined {
  return plain(value?.slice(0, most * 4).replaceAll(/[\p{Cc}\s]+/gu, " "), most);
}
