import { phoneE164 } from "../../kernel/phone.ts";
import { Email } from "../../kernel/text.ts";
import { websiteOf } from "../card-reading.ts";
import type { Line } from "./line.ts";

/** What a number is by the label before it. */
export type PhoneKind = "mobile" | "fax" | "phone";

/** Something that was recognised in a line, with how sure that is in percent. */
export interface Found {
  readonly value: string;
  readonly confidence: number;
  /** Of a number. */
  readonly kind?: PhoneKind;
}

/** What is left of a line when what was recognised is taken out. */
export interface Taken {
  readonly found: readonly Found[];
  readonly rest: string;
}

const none = (rest: string): Taken => ({ found: [], rest });

const EMAIL = /[\p{L}\p{N}._%+-]+ ?[@©®] ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)*(?: ?\. ?[a-z]{2,24})/giu;
const LABEL =
  /(?:^|[\s|•·])(?:e-?mail|mail|email|web(?:site)?|www|internet|url|e|w|m|t|p|f|h|d|tel|phone|telefon|fon|mobile?|mobil|cell|fax|hotline|handy|direct|office|đt|dđ|đtdđ|điện thoại|di động|website|địa chỉ|address|add|adress?e)\s*[.:/|]*\s*$/iu;
const AFTER_MATCH = /^[\s|•·,;:/-]+|[\s|•·,;:/-]+$/g;

/** A line without labels that nothing follows any more. */
function tidy(rest: string): string {
  let text = rest.replaceAll(AFTER_MATCH, "");
  for (let nth = 0; nth < 3 && LABEL.test(text); nth += 1)
    text = text.replace(LABEL, "").replaceAll(AFTER_MATCH, "");
  return text;
}

/** E-mail addresses in a line; a sign that was read as another, and blanks that are none, are mended. */
export function emailsIn({ text, confidence }: Pick<Line, "text" | "confidence">): Taken {
  const found: Found[] = [];
  const rest = text.replaceAll(EMAIL, (written) => {
    const mended = written.replaceAll(" ", "").replaceAll(/[©®]/g, "@").toLowerCase();
    if (!Email.safeParse(mended).success) return written;
    const isAsWritten = mended === written.toLowerCase();
    found.push({ value: mended, confidence: Math.round(isAsWritten ? confidence : confidence * 0.8) });
    return " | ";
  });
  return found.length === 0 ? none(text) : { found, rest: tidy(rest) };
}

const SITE = /(?:https?:\/\/|www ?\. ?)?(?:[\p{L}\p{N}-]+ ?\.)+[a-z]{2,24}(?:\/[\w./?=&%-]*)?/giu;
const USUAL_ENDS = new Set(
  "com net org info biz io ai app dev shop store online vn de at ch fr es it nl be uk eu us ca au jp kr cn sg my th id in ph pl cz dk se no fi pt br mx co".split(
    " ",
  ),
);

/** Addresses of the web in a line: with www, at an end that is usual, or at the domain of the mail. */
export function websitesIn(
  { text, confidence }: Pick<Line, "text" | "confidence">,
  mailDomain: string | undefined,
): Taken {
  const found: Found[] = [];
  const rest = text.replaceAll(SITE, (written) => {
    const plain = written.replaceAll(" ", "").toLowerCase();
    const host = plain.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
    const isSaid = /^(?:https?:|www\.)/.test(plain);
    const isMails = mailDomain !== undefined && host.replace(/^www\./, "") === mailDomain;
    const isUsual =
      USUAL_ENDS.has(host.slice(host.lastIndexOf(".") + 1)) && /^[a-z0-9.-]+$/.test(host) && host.length > 5;
    const website = websiteOf(plain);
    if (website === undefined || !(isSaid || isMails || (isUsual && !/\.(?:co|inc|ltd)$/.test(host))))
      return written;
    found.push({ value: website, confidence: Math.round(isSaid || isMails ? confidence : confidence * 0.8) });
    return " | ";
  });
  return found.length === 0 ? none(text) : { found, rest: tidy(rest) };
}

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

const NUMBER = /\+?\(?\d[\d ().\/-]{5,40}\d/g;
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
