/** What gives numbers: all processes take those of invoices from one series a year, and those of credit notes from another. */
export type NumberKind = "invoice" | "creditNote";

/** A format of numbers in its parts. */
export interface ReadFormat {
  readonly of: NumberKind;
  /** What may stand at each place up to the number: letters, and the year from `year` on. */
  readonly head: readonly string[];
  readonly year: number;
  /** The least digits of the number: zeros fill it up, and never lead one that is longer. */
  readonly digits: number;
  /** What stands at each place after it. */
  readonly tail: readonly string[];
}

// Nobody issues more in a year, one after the other.
const MAX_DIGITS = 12;

/** What may stand at a place, what is shown first in front. */
const DIGIT = "1234567890";
const FIRST_DIGIT = "123456789";
const YEAR = ["2", "0", "2134567890", "6123457890"];

const SHAPE = /^(?<before>.*)\{year\}(?<between>.*)\{seq(?::(?<digits>[1-9]))?\}(?<after>.*)$/;

/** Reads a format such as "INV-{year}-{seq:6}". */
export function readFormat(of: NumberKind, format: string): ReadFormat {
  const { before = "", between = "", after = "", digits = "1" } = SHAPE.exec(format)?.groups ?? {};
  const head = [...before.split(""), ...YEAR, ...between.split("")];
  return { of, head, year: before.length, digits: Number(digits), tail: after.split("") };
}

function placesOf({ head, digits: least, tail }: ReadFormat, digits: number): string[] {
  const rest = Array.from({ length: digits - 1 }, () => DIGIT);
  return [...head, digits > least ? FIRST_DIGIT : DIGIT, ...rest, ...tail];
}

/** The year and the number, without zeros in front, that a text of this format tells. */
function told({ head, year, tail }: ReadFormat, text: string): { year: string; number: string } {
  const number = text.slice(head.length, text.length - tail.length);
  return { year: text.slice(year, year + YEAR.length), number: number.replace(/^0+/, "") };
}

const meet = (a: string, b: string) =>
  a.length === 1 ? b.includes(a) : a.split("").some((char) => b.includes(char));

/** Whether two formats can look the same at their beginnings and ends, however long their numbers are. */
function canMeet(a: ReadFormat, b: ReadFormat): boolean {
  const ends = b.tail.length - a.tail.length;
  return (
    a.head.every((chars, at) => meet(chars, b.head[at] ?? chars)) &&
    a.tail.every((char, at) => (b.tail[at + ends] ?? char) === char)
  );
}

/** What may stand at each place by both; nothing when nothing may somewhere. */
function bothOf(a: readonly string[], b: readonly string[]): string[] {
  const both = a.map((chars, at) =>
    chars
      .split("")
      .filter((char) => b[at]?.includes(char))
      .join(""),
  );
  return both.includes("") ? [] : both;
}

/**
 * Texts among which is one that two formats read differently, when there is any: what they read is a sum over the places,
 * so if no single place makes a difference, all together make none.
 */
function candidates(places: readonly string[]): string[] {
  const first = places.map((chars) => chars.slice(0, 1));
  const others = places.flatMap((chars, at) =>
    chars.length === 1 ? [] : [first.with(at, chars.slice(-1)).join("")],
  );
  return [first.join(""), ...others];
}

/** Whether a text is a number of both formats, of two documents: one series never gives the same place of a year twice. */
function isOfTwo(a: ReadFormat, b: ReadFormat, text: string): boolean {
  const [one, other] = [told(a, text), told(b, text)];
  if (one.number === "" || other.number === "") return false;
  return a.of !== b.of || one.year !== other.year || one.number !== other.number;
}

/** A number that both formats could give, to two documents; undefined when there is none. */
export function sharedNumber(a: ReadFormat, b: ReadFormat): string | undefined {
  if (!canMeet(a, b)) return undefined;
  const more = a.head.length + a.tail.length - b.head.length - b.tail.length;
  const most = MAX_DIGITS - Math.max(0, more);
  for (let digits = Math.max(a.digits, b.digits - more); digits <= most; digits += 1) {
    const places = bothOf(placesOf(a, digits), placesOf(b, digits + more));
    const found = candidates(places).find((text) => isOfTwo(a, b, text));
    if (found !== undefined) return found;
  }
  return undefined;
}
