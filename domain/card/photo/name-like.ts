import { plainName } from "../../person/names.ts";
import { isVietnamese, withoutTitles } from "../name.ts";

const LETTERS = /^[\p{L}'’.,-]+$/u;
const MOST_WORDS = 6;

/** How much the words of a name are those of the local part of its address: "maria.anders" for Maria Anders, "manders" too. */
export function mailLikeness(name: string, local: string | undefined): number {
  if (local === undefined) return 0;
  const words = plainName(name).split(" ");
  const mail = plainName(local);
  const parts = mail.split(" ");
  const joined = parts.join("");
  const hit = words.filter((word) => word.length > 1 && (parts.includes(word) || joined.includes(word)));
  const initials = words.map((word) => word.charAt(0)).join("");
  if (hit.length === 0) return joined === initials && initials.length > 1 ? 0.5 : 0;
  if (hit.length >= 2) return 1;
  // One word alone may be that of the company: with the first letters of the others it is not.
  const others = words.filter((word) => !hit.includes(word)).map((word) => word.charAt(0));
  return joined.length <= (hit[0] ?? "").length + others.length + 1 ? 0.9 : 0.5;
}

/** How much a line looks like the name of a person: two to six words of letters, each with a capital. */
export function nameShape(line: string): number {
  const name = withoutTitles(line);
  const words = name.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0 || words.length > MOST_WORDS || !words.every((word) => LETTERS.test(word))) return 0;
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (isVietnamese(name)) return capitals === words.length ? 1 : 0.7;
  if (words.length === 1) return name.length > 2 && capitals === 1 ? 0.3 : 0;
  if (capitals < words.length - 1 || capitals === 0) return 0.1;
  return words.length <= 3 ? 0.8 : 0.45;
}

/** How much a line is the name of the company whose mail domain or page this is. */
export function domainLikeness(line: string, domain: string | undefined): number {
  if (domain === undefined) return 0;
  const label = plainName(
    domain.replace(/^www\./, "").replace(/\.(?:com?|org|net|gov|edu)?\.?[a-z]+$/, ""),
  ).replaceAll(" ", "");
  const words = plainName(line)
    .split(" ")
    .filter((word) => word.length > 1);
  const joined = words.join("");
  if (label.length < 2 || joined === "") return 0;
  if (joined.includes(label) || (label.includes(joined) && joined.length > 3)) return 1;
  const hits = words.filter((word) => word.length > 2 && label.includes(word));
  if (hits.length > 0) return 0.8;
  return words
    .map((word) => word.charAt(0))
    .join("")
    .startsWith(label)
    ? 0.6
    : 0;
}
