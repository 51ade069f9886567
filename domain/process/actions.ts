import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { ProcessBook, ProcessName } from "../kernel/process.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { bookProblems } from "./book-problems.ts";
import { bookIn, process } from "./process.ts";
import { shippedBook } from "./shipped.ts";

/** What is asked to migrate a deal: the name of another process, or the one that it follows, as it is now. */
export const MigrateInput = z.strictObject({ process: ProcessName.optional() });

const MAX_PROBLEMS = 50;

/** The most bytes that both books may have in one event, which the bus takes 256 KB of. */
const MAX_BOTH_BYTES = 200_000;

/** What was before, where there is room: without it, it is what the change before this one has after it. */
function withBefore(before: ProcessBook, after: ProcessBook): { before?: ProcessBook; after: ProcessBook } {
  const both = { before, after };
  const bytes = new TextEncoder().encode(JSON.stringify(both)).length;
  return bytes <= MAX_BOTH_BYTES ? both : { after };
}

/** Refuses processes that do not fit together, or that take something away that records need. */
export function badBook(book: ProcessBook, before: ProcessBook): Refusal | undefined {
  const fields = bookProblems(book, before).slice(0, MAX_PROBLEMS);
  const [first] = fields;
  return first && refuse("rule_broken", `${first.pointer}: ${first.message}`, { fields });
}

export const changeProcess = process.action("change", {
  summary: "Change how the organisation sells: deals that are open keep the version they began with",
  roles: ["admin"],
  from: ["none", "active"],
  via: "PUT",
  input: ProcessBook.extend({ note: text(1000).optional() }),
  decide(record, { note, ...after }) {
    const before = record.status === "none" ? shippedBook : bookIn(record);
    const refusal = badBook(after, before);
    if (refusal !== undefined) return refusal;
    if (record.status === "active" && sameJson(before, after)) return accept([]);
    return accept({ type: "process.changed", data: { ...withBefore(before, after), note } });
  },
});
