import { phoneE164 } from "../../kernel/phone.ts";
import type { Line } from "./line.ts";
import { type Found, none, type PhoneKind, type Taken, tidy } from "./reach-in.ts";

const FAX = /(?:fax|\bf)[\s.:)/|+]*$/i;
const MOBILE = /(?:mob(?:ile?)?|mobil|cell|handy|\bm|\bhp|dđ|đtdđ|di động)[\s.:)/|]*$/iu;
const LABELLED = /(?:tel|phone|fon|hotline|đt|\b[tp]|office|direct)[\s.:)/|]*$/iu;
const BEFORE = 14;
const LEAST_DIGITS = 7;

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

function kindOf(before: string): PhoneKind {
  if (FAX.test(before)) return "fax";
  return MOBILE.test(before) ? "mobile" : "phone";
}

/** Letters that are read for digits among digits, and the zero that is only dialled at home. */
function mended(text: string): string {
  return text
    .replaceAll(/(?<=\d[\s.-]?)[Oo](?=[\s.-]?\d)/g, "0")
    .replaceAll(/(?<=\d)[lI|](?=\d)/g, "1")
    .replaceAll(/(\+\d{1,3}) ?\(0\) ?/g, "$1 ");
}

const NUMBER = /\+?\(?\d[\d ()./-]{5,40}\d/g;
const EXTENSION = /^\s*(?:ext\.?|extension|x|nst\.?|máy lẻ)[\s.:]*(\d{1,6})\b/iu;

/** The longest beginning of digits that is a valid number: behind it may stand the number of a house. */
function validBeginning(written: string, country: string | undefined): string | undefined {
  for (let end = written.length; end > 0; end = written.lastIndexOf(" ", end - 1)) {
    const beginning = written.slice(0, end).trim();
    if (digitsOf(beginning).length < LEAST_DIGITS) return undefined;
    if (phoneE164(beginning, country) !== undefined) return beginning;
  }
  return undefined;
}

/** Phone numbers in a line, by the rules of their country; one that only its label makes a number is less sure. */
export function phonesIn(
  { text, confidence }: Pick<Line, "text" | "confidence">,
  country: string | undefined,
): Taken {
  const found: Found[] = [];
  let line = mended(text);
  for (let nth = 0; nth < MOST_NUMBERS; nth += 1) {
    const next = nextPhone(line, country);
    if (next === undefined) break;
    const { value, isValid, from, to } = next;
    const kind = kindOf(line.slice(Math.max(0, from - BEFORE), from));
    found.push({ value, confidence: Math.round(isValid ? confidence : confidence * 0.6), kind });
    line = `${line.slice(0, from)} | ${line.slice(to)}`;
  }
  if (found.length === 0) return none(text);
  const rest = line
    .split("|")
    .map(tidy)
    .filter((part) => part !== "");
  return { found, rest: rest.join(" | ") };
}

const MOST_NUMBERS = 6;

function nextPhone(line: string, country: string | undefined) {
  for (const { 0: written, index: from } of line.matchAll(NUMBER)) {
    const valid = validBeginning(written, country);
    const isSaid = written.startsWith("+") || LABELLED.test(line.slice(Math.max(0, from - BEFORE), from));
    const value = valid ?? (isSaid && digitsOf(written).length <= 15 ? written : undefined);
    if (value === undefined) continue;
    const to = from + value.length;
    const [extended, extension] = EXTENSION.exec(line.slice(to)) ?? [];
    if (extended === undefined) return { value, isValid: valid !== undefined, from, to };
    return {
      value: `${value} ext. ${extension ?? ""}`,
      isValid: valid !== undefined,
      from,
      to: to + extended.length,
    };
  }
  return undefined;
}
