import { plainName } from "../person/names.ts";

/** First and last name. */
export interface SplitName {
  readonly firstName?: string;
  readonly lastName?: string;
}

const TITLES =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|herr|frau|sir|dame|mme|mlle|ing|dipl\.?-?ing|mag|ông|bà|anh|chị|ths|ts|gs|pgs|ks|cn|bs|ls)\.?\s+)+/iu;
const AFTER =
  /\s*,\s*(?:ph\.?\s?d|m\.?\s?b\.?\s?a|m\.?\s?d|cpa|cfa|pmp|esq|jr|sr|b\.?\s?sc|m\.?\s?sc|ll\.?\s?m|mba)\.?$/iu;

/** Nine of ten Vietnamese have one of these family names, and write it first. */
const VIETNAMESE = new Set(
  "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương mai tạ lâm lương cao châu đào phùng vương quách tô thái hà chu tăng".split(
    " ",
  ),
);
/** Those that are no words or names elsewhere even without their marks. */
const VIETNAMESE_PLAIN = new Set(
  "nguyen tran pham huynh hoang phan trinh truong duong ngo phung quach".split(" "),
);
const PARTICLES = new Set("von van der den de del della di da dos la le zu zur ter ten bin al el".split(" "));

/** Whether a name begins with a Vietnamese family name. */
export function isVietnamese(name: string): boolean {
  const [first = "", second] = name.toLowerCase().normalize("NFC").split(" ");
  return second !== undefined && (VIETNAMESE.has(first) || VIETNAMESE_PLAIN.has(plainName(first)));
}

/** A name without "Dr." before it and "MBA" behind it. */
export function withoutTitles(name: string): string {
  return name.trim().replace(TITLES, "").replace(AFTER, "").trim();
}

/** A whole name in two: family names come last, but first before a comma and in Vietnamese. */
export function splitName(whole: string): SplitName {
  const name = withoutTitles(whole).replaceAll(/\s+/g, " ");
  const [before = "", after] = name.split(/\s*,\s*/);
  if (after !== undefined && after !== "") return { lastName: before, firstName: after };
  const words = before.split(" ").filter((word) => word !== "");
  const [first, ...rest] = words;
  if (first === undefined) return {};
  if (rest.length === 0) return { lastName: first };
  if (isVietnamese(before)) return { lastName: first, firstName: rest.join(" ") };
  const particle = words.findIndex((word, nth) => nth > 0 && PARTICLES.has(word.toLowerCase()));
  const at = particle > 0 && particle < words.length - 1 ? particle : words.length - 1;
  return { firstName: words.slice(0, at).join(" "), lastName: words.slice(at).join(" ") };
}

/** What is drawn in capitals is written with one for each word. */
export function inUsualLetters(text: string): string {
  if (/\p{Ll}/u.test(text) || !/\p{Lu}{4}/u.test(text)) return text;
  return text.replaceAll(/\p{L}+/gu, (word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`);
}
