import type { Line } from "../document/line.ts";
import { sameJson } from "../kernel/equal.ts";
import type { QuoteTerms } from "./terms.ts";

/** A quote as it is compared. */
export type Comparable = QuoteTerms & { readonly validUntil?: string | undefined };

/** A field with its value in the one quote and in the other; a missing one is not there. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A line that both quotes have, and what differs. */
export interface LineChange {
  readonly before: Line;
  readonly after: Line;
  readonly changes: readonly FieldChange[];
}

/** What changed from one quote to another; a line that only moved has not changed. */
export interface Comparison {
  readonly same: boolean;
  readonly lines: {
    readonly added: readonly Line[];
    readonly removed: readonly Line[];
    readonly changed: readonly LineChange[];
  };
  readonly fields: readonly FieldChange[];
}

const compared = [
  "account",
  "contact",
  "topic",
  "currency",
  "discount",
  "charges",
  "totals",
  "validUntil",
  "paymentTerms",
  "note",
] as const;

function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  names: readonly string[],
): FieldChange[] {
  return names.flatMap((field) => {
    const [was, is] = [before[field], after[field]];
    if (sameJson(was, is)) return [];
    return { field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
  });
}

const lineChanges = (before: Line, after: Line) =>
  changesOf(
    before,
    after,
    [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== "line"),
  );

const priceOf = ({ quantity, unitPrice }: Line) => ({ quantity, unitPrice });

/** How two lines can be one and the same, the surest way first. */
const likenesses: readonly ((a: Line, b: Line) => boolean)[] = [
  (a, b) => a.line === b.line && lineChanges(a, b).length === 0,
  (a, b) => lineChanges(a, b).length === 0,
  (a, b) => a.product !== undefined && a.product === b.product,
  (a, b) => a.product === b.product && a.description === b.description,
  // Written in, in the same place and for as much: only the words are others.
  (a, b) => a.product === b.product && a.line === b.line && sameJson(priceOf(a), priceOf(b)),
];

/** Pairs the lines of two quotes, each with one other at most; lines of the same product go together in their order. */
function pairsOf(before: readonly Line[], after: readonly Line[]): ReadonlyMap<Line, Line> {
  const pairs = new Map<Line, Line>();
  const taken = new Set<Line>();
  for (const alike of likenesses) {
    for (const line of before) {
      if (pairs.has(line)) continue;
      const match = after.find((other) => !taken.has(other) && alike(line, other));
      if (match === undefined) continue;
      pairs.set(line, match);
      taken.add(match);
    }
  }
  return pairs;
}

/** What changed from one quote to another. */
export function compareQuotes(before: Comparable, after: Comparable): Comparison {
  const pairs = pairsOf(before.lines, after.lines);
  const kept = new Set(pairs.values());
  const changed = [...pairs]
    .map(([was, is]): LineChange => ({ before: was, after: is, changes: lineChanges(was, is) }))
    .filter(({ changes }) => changes.length > 0)
    .toSorted((a, b) => a.after.line - b.after.line);
  const added = after.lines.filter((line) => !kept.has(line));
  const removed = before.lines.filter((line) => !pairs.has(line));
  const fields = changesOf(before, after, compared);
  const same = added.length + removed.length + changed.length + fields.length === 0;
  return { same, lines: { added, removed, changed }, fields };
}
