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

/** Nothing was recognised. */
export const none = (rest: string): Taken => ({ found: [], rest });

const EMAIL = /[\p{L}\p{N}._%+-]+ ?[@©®] ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)*(?: ?\. ?[a-z]{2,24})/giu;
const LABEL =
  /(?:^|[\s|•·])(?:e-?mail|mail|email|web(?:site)?|www|internet|url|e|w|m|t|p|f|h|d|tel|phone|telefon|fon|mobile?|mobil|cell|fax|hotline|handy|direct|office|đt|dđ|đtdđ|điện thoại|di động|website|địa chỉ|address|add|adress?e)\s*[.:/|]*\s*$/iu;
const AFTER_MATCH = /^[\s|•·,;:/-]+|[\s|•·,;:/-]+$/g;

/** A line without labels that nothing follows any more. */
export function tidy(rest: string): string {
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
