import { addressLikeness, companyLikeness, titleLikeness } from "./words.ts";
import { domainLikeness, mailLikeness, nameShape } from "./name-like.ts";
import type { Line } from "./line.ts";

/** What else is known when lines are told apart. */
export interface Clues {
  /** The local part of the mail address, and its domain or that of the page; not those of free mail. */
  readonly local: string | undefined;
  readonly domain: string | undefined;
}

/** A line that was told apart, with how sure that is in percent. */
export interface Sorted {
  readonly line: Line;
  readonly confidence: number;
}

/** Lines by what they are; the others are in none of them. */
export interface SortedLines {
  readonly name: Sorted | undefined;
  readonly title: Sorted | undefined;
  readonly company: Sorted | undefined;
  readonly address: readonly Sorted[];
}

const percent = (line: Line, certainty: number): Sorted => ({
  line,
  confidence: Math.round(line.confidence * Math.min(1, certainty)),
});

function best(
  lines: readonly Line[],
  score: (line: Line) => number,
  least: number,
): { line: Line; score: number } | undefined {
  const scored = lines.map((line) => ({ line, score: score(line) })).filter((each) => each.score >= least);
  return scored.toSorted((a, b) => b.score - a.score)[0];
}

/** The name: by its shape, the mail address, how large it is, and that the title stands below it. */
function nameScore(line: Line, tallest: number, title: Line | undefined, { local }: Clues): number {
  const shape = nameShape(line.text);
  if (shape === 0) return 0;
  const mail = mailLikeness(line.text, local);
  const size = 0.2 * (line.height / tallest);
  const gap = title === undefined ? 1 : title.top - line.top;
  const beside = gap > 0 && gap < 0.2 ? 0.15 : 0;
  const other = companyLikeness(line.text) * 0.5 + titleLikeness(line.text) * 0.4;
  return shape * 0.5 + mail * 0.5 + size + beside - other;
}

function companyScore(line: Line, tallest: number, { domain, local }: Clues): number {
  const legal = companyLikeness(line.text);
  const own = domainLikeness(line.text, domain);
  const size = 0.15 * (line.height / tallest) + 0.1 * (line.top < 0.3 || line.top > 0.75 ? 1 : 0);
  const isCapital = /^[\p{Lu}\d\s&.,-]{3,}$/u.test(line.text) ? 0.1 : 0;
  const letters = /\p{L}{2}/u.test(line.text) ? 0 : 1;
  return (
    legal * 0.7 + own * 0.5 + size + isCapital - 0.5 * mailLikeness(line.text, local) * (1 - legal) - letters
  );
}

/** Lines of an address; what may also be something else is one beside another. */
function addressIn(lines: readonly Line[]): readonly Line[] {
  const likely = lines.map(({ text }) => (companyLikeness(text) === 1 ? 0 : addressLikeness(text)));
  const isSure = (nth: number) => (likely[nth] ?? 0) >= 0.5;
  return lines.filter(
    (_, nth) => isSure(nth) || ((likely[nth] ?? 0) > 0 && (isSure(nth + 1) || isSure(nth - 1))),
  );
}

/** Also one that nothing speaks for but its place is offered, with little confidence. */
const LEAST_COMPANY = 0.2;
const CERTAIN_NAME = 0.95;

/** Tells the lines of a card apart: the title by its words, the address by its words, then company and name against each other. */
export function sortLines(lines: readonly Line[], clues: Clues): SortedLines {
  const tallest = Math.max(...lines.map(({ height }) => height), 0.001);
  const address = addressIn(lines);
  const open = lines.filter((line) => !address.includes(line));
  const title = best(
    open,
    ({ text }) =>
      titleLikeness(text) - companyLikeness(text) * 0.5 - domainLikeness(text, clues.domain) * 0.3,
    0.3,
  );
  const untitled = open.filter((line) => line !== title?.line);
  const name = best(untitled, (line) => nameScore(line, tallest, title?.line, clues), 0.35);
  const company = best(
    untitled.filter((line) => line !== name?.line),
    (line) => companyScore(line, tallest, clues),
    LEAST_COMPANY,
  );
  return {
    name: name && percent(name.line, Math.min(CERTAIN_NAME, 0.35 + name.score * 0.55)),
    title: title && percent(title.line, 0.6 + title.score * 0.35),
    company: company && percent(company.line, Math.min(0.95, 0.4 + company.score * 0.6)),
    address: address.map((line) => percent(line, Math.max(0.5, addressLikeness(line.text)))),
  };
}
