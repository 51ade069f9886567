import { pointerOf } from "../kernel/invalid.ts";
import type { ProcessBook } from "../kernel/process.ts";
import type { FieldProblem } from "../kernel/refusal.ts";
import { type ReadFormat, readFormat, sharedNumber } from "./number-formats.ts";

const kinds = ["invoice", "creditNote"] as const;

/** A format with all places of the book that have it. */
interface Placed {
  readonly format: string;
  readonly places: readonly string[];
  readonly read: ReadFormat;
}

/** All formats of a book, each once, by what it is of and how it looks. */
function formatsOf({ processes }: ProcessBook): Map<string, Placed> {
  const all = Object.entries(processes).flatMap(([name, { numbers }]) =>
    kinds.map((of) => ({ of, format: numbers[of], at: pointerOf(["processes", name, "numbers", of]) })),
  );
  const same = Map.groupBy(all, ({ of, format }) => `${of} ${format}`);
  return new Map(
    [...same].flatMap(([key, [first, ...more]]) => {
      if (first === undefined) return [];
      const { of, format, at } = first;
      const places = [at, ...more.map((each) => each.at)];
      return [[key, { format, places, read: readFormat(of, format) }] as const];
    }),
  );
}

/** What is wrong with a format beside others, of which `where` tells more; nothing when no number could be the same. */
function problemsOf(one: Placed, others: readonly Placed[], where: (other: Placed) => string) {
  for (const other of others) {
    const number = sharedNumber(other.read, one.read);
    if (number === undefined) continue;
    const message = `"${one.format}" could give the same number as "${other.format}"${where(other)}, such as ${number}: begin them differently, such as "INV-" and "CN-"`;
    return one.places.map((pointer): FieldProblem => ({ pointer, message }));
  }
  return [];
}

/**
 * Refuses formats that could give two documents one number: of an invoice and a credit note, and of two processes, as
 * each kind has one series a year for all of them. A new format is also held against those of before: deals that are open keep them.
 */
export function numberProblems(book: ProcessBook, before: ProcessBook): FieldProblem[] {
  const old = formatsOf(before);
  const all = [...formatsOf(book)];
  return all.flatMap(([key, one], index) => {
    const earlier = all.slice(0, index).map(([, other]) => other);
    const found = problemsOf(one, earlier, ({ places }) => ` of ${places[0]}`);
    if (found.length > 0 || old.has(key)) return found;
    return problemsOf(one, [...old.values()], () => ", which deals that are open keep");
  });
}
