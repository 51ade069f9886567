import { jaroWinkler } from "@skyra/jaro-winkler";

const MARKS = /\p{M}/gu;
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;

/** Letters that have no mark that could be taken off. */
const PLAIN = new Map([
  ["đ", "d"],
  ["ð", "d"],
  ["ø", "o"],
  ["ł", "l"],
  ["ı", "i"],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["þ", "th"],
]);
const SPECIAL = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "gu");

/** A name as it is compared: small letters without marks, words apart by one space. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .replaceAll(SPECIAL, (letter) => PLAIN.get(letter) ?? letter)
    .replaceAll(/['’`]/gu, "")
    .replaceAll(NOT_LETTERS, " ")
    .trim();
}

const UMLAUT = /([aou])\u0308/gu;

/** The same where an umlaut is written as two letters: "Müller" as "mueller". */
function spelledOut(name: string): string {
  return plainName(name.normalize("NFKD").toLowerCase().replaceAll(UMLAUT, "$1e"));
}

/** Each word with its marks in one order: where in "Hoà" and "Hòa" the tone is written makes no other name. */
function markedWords(name: string): string[] {
  const words = name.normalize("NFKD").toLowerCase().split(/\s+/u);
  return words
    .map((word) => `${plainName(word)} ${(word.match(/[\p{M}đøł]/gu) ?? []).toSorted().join("")}`.trim())
    .toSorted();
}

/** Whether both are written with marks, but with other ones: "Hùng" and "Hưng" are two names. */
function marksDiffer(a: string, b: string): boolean {
  const [one, other] = [markedWords(a).join(","), markedWords(b).join(",")];
  return one.includes(" ") && other.includes(" ") && one !== other;
}

const SAME_WORD = 0.88;

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short) ? SAME_WORD : 0;
  return jaroWinkler(a, b);
}

/** How alike two plain texts are, from 0 to 1, word by word in any order: each word of the shorter one has its own in the other. */
export function alike(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  const turned = (name: string) => name.split(" ").toSorted().join(" ");
  const [one, other] = [turned(a), turned(b)];
  if (one === other) return 1;
  const [short = [], long = []] = [one.split(" "), other.split(" ")].toSorted((x, y) => x.length - y.length);
  const open = [...long];
  const scores = short.map((word) => {
    const best = open.map((each) => wordLikeness(word, each));
    const score = Math.max(0, ...best);
    open.splice(best.indexOf(score), 1);
    return score;
  });
  const least = Math.min(...scores);
  const isWhole = a.replaceAll(" ", "") === b.replaceAll(" ", "");
  return isWhole ? 0.99 : least < SAME_WORD ? Math.min(least, 0.8) : Math.min(0.98, least);
}

/** How alike two names are as people write them, from 0 to 1; 1 is the same name. */
export function nameLikeness(a: string, b: string): number {
  const [one, other] = [plainName(a), plainName(b)];
  const likeness = Math.max(alike(one, other), alike(spelledOut(a), other), alike(one, spelledOut(b)));
  return likeness === 1 && marksDiffer(a, b) ? 0.95 : likeness;
}
