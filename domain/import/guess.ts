import { plainName } from "../person/names.ts";
import { cellText, LONGEST_TRIED } from "./cell.ts";
import { headerWords } from "./header-words.ts";
import { type Column, type ImportField, importFields, sharedFields } from "./layout.ts";

const byWord = new Map<string, ImportField>(
  importFields.flatMap((field) =>
    (headerWords[field] ?? "")
      .split("|")
      .flatMap((word): [string, ImportField][] => (word === "" ? [] : [[word, field]])),
  ),
);

const EMAIL = /^<?[^\s@<>]+@(?:[^\s@<>.]+\.)+[^\s@<>.]{2,}>?$/;
const PHONE = /^'?\+?[0-9(][0-9 ()./-]{5,24}[0-9]$/;
const LONG_DIGITS = /(?:[0-9][^0-9]*){7,}/;
const DATE = /^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}$/;
const URL = /^(?:https?:\/\/|www\.)[^\s.]+\.\S+$/i;
const LEAD = /^lea_[0-9A-Z]{10,}/;

/** What a value looks like by itself. */
export function looksLike(value: string): ImportField | undefined {
  if (value.length > LONGEST_TRIED) return undefined;
  if (EMAIL.test(value)) return "email";
  if (URL.test(value)) return "website";
  if (LEAD.test(value)) return "lead";
  return PHONE.test(value) && LONG_DIGITS.test(value) && !DATE.test(value) ? "phone" : undefined;
}

type Guess = Omit<Column, "name">;

/** What most of the values look like. */
function ofValues(values: readonly string[]): ImportField | undefined {
  const filled = values.map((value) => value.trim()).filter((value) => value !== "");
  const kinds = filled.map(looksLike);
  return (["email", "website", "lead", "phone"] as const).find(
    (field) => filled.length > 0 && kinds.filter((kind) => kind === field).length >= filled.length * 0.6,
  );
}

function ofHeader(name: string): { field: ImportField; whole: boolean } | undefined {
  // "firstName" and "address.postalCode" are how our own export calls them.
  const apart = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const whole = byWord.get(plainName(name)) ?? byWord.get(plainName(apart));
  if (whole !== undefined) return { field: whole, whole: true };
  const padded = ` ${plainName(apart)} `;
  const [longest] = [...byWord.keys()]
    .filter((word) => word.length > 3 && padded.includes(` ${word} `))
    .sort((a, b) => b.length - a.length);
  const field = longest === undefined ? undefined : byWord.get(longest);
  return field === undefined ? undefined : { field, whole: false };
}

/** Values that must look like something for a column to be of it. */
const checked: ReadonlySet<ImportField> = new Set(["email", "lead"]);

function guessOf(name: string | undefined, values: readonly string[]): Guess {
  const seen = ofValues(values);
  const said = name === undefined ? undefined : ofHeader(name);
  const isEmpty = values.every((value) => value.trim() === "");
  if (
    said !== undefined &&
    (isEmpty || !checked.has(said.field) || values.some((value) => looksLike(value.trim()) === said.field))
  ) {
    const agrees = seen === said.field ? 4 : 0;
    const differs = seen !== undefined && seen !== said.field && !sharedFields.has(said.field);
    if (!differs || said.whole) {
      const why = said.whole ? ("header" as const) : ("header-part" as const);
      return { field: said.field, confidence: (said.whole ? 95 : 70) + agrees - (differs ? 40 : 0), why };
    }
  }
  if (seen !== undefined) return { field: seen, confidence: seen === "phone" ? 65 : 85, why: "values" };
  return { field: "answer", confidence: 0, why: "nothing" };
}

/** The names of columns, each its own: a name that is there twice or missing gets a number. */
export function namesOf(header: readonly string[] | undefined, width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, at) => {
    const given = cellText(header?.[at] ?? "")
      .slice(0, 90)
      .toWellFormed()
      .trim();
    const base = given === "" ? `Column ${at + 1}` : given;
    let name = base;
    for (let nth = 2; taken.has(name); nth += 1) name = `${base} (${nth})`;
    taken.add(name);
    return name;
  });
}

/** What each column is read as: by its name and by its values; no field twice, the surest column has it. */
export function guessColumns(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
  width: number,
): Column[] {
  const guesses = namesOf(header, width).map((name, at) => ({
    name,
    ...guessOf(
      header === undefined ? undefined : name,
      rows.map((row) => row[at] ?? ""),
    ),
  }));
  const isOurs = guesses.some(({ field }) => field === "lead");
  const best = new Map<ImportField, number>();
  guesses.forEach(({ field, confidence }, at) => {
    const before = guesses[best.get(field) ?? at];
    if (before === undefined || confidence > before.confidence || !best.has(field)) best.set(field, at);
  });
  return guesses.map((guess, at) => {
    if (isOurs && guess.field === "answer") return { ...guess, field: "ignore" };
    if (sharedFields.has(guess.field) || best.get(guess.field) === at) return guess;
    return { ...guess, field: "answer", confidence: 0, why: "nothing" };
  });
}

/** Whether the first row names the columns: some of its cells are known names, or none looks like a value while others do. */
export function isHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const cells = first.map((cell) => cell.trim());
  if (cells.some((cell) => looksLike(cell) !== undefined)) return false;
  const known = cells.filter((cell) => cell !== "" && ofHeader(cell)?.whole === true).length;
  if (known >= Math.max(1, Math.ceil(cells.length / 4))) return true;
  const filled = cells.filter((cell) => cell !== "");
  const below = rest.some((row) => row.some((cell) => looksLike(cell.trim()) !== undefined));
  return below && filled.length === cells.length && filled.every((cell) => !/^[0-9.,-]+$/.test(cell));
}
