// What no record can hold: see domain/kernel/text.ts.
const UNSTORABLE = /[\uFFFE\uFFFF]|(?![\t\n])\p{Cc}/gu;
const HALF = /[\uD800-\uDBFF]$/;

/** A text of several lines as it can be stored, cut where it is too long; "" when nothing is left. */
export function cleanText(raw: string, max: number): string {
  // Windows-1258 writes the marks of Vietnamese behind their letters.
  const whole = raw.normalize("NFC").replaceAll(/\r\n?/g, "\n").replaceAll(UNSTORABLE, "").toWellFormed();
  return whole.trim().slice(0, max).replace(HALF, "").trim();
}

/** The same on one line. */
export function cleanLine(raw: string, max: number): string {
  return cleanText(raw.replaceAll(/\s+/g, " "), max);
}
