import type { Facts } from "../kernel/facts.ts";
import { own } from "../kernel/own.ts";
import type { Process, ProcessBook, ProcessRef } from "../kernel/process.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { shippedBook } from "./shipped.ts";

/** What a new deal says of itself. */
export interface Origin {
  /** The name of the process that the caller wants. */
  readonly asked?: string | undefined;
  /** Where a lead comes from, such as "web". */
  readonly source?: string | undefined;
  readonly productFamily?: string | undefined;
}

/** The process that a new deal follows: its name and version for the record, and what it says. */
export interface ChosenProcess {
  readonly ok: true;
  readonly process: ProcessRef;
  readonly rules: Process;
}

type Rule = ProcessBook["choose"][number];

function isFor(rule: Rule, { source = "", productFamily = "" }: Origin, caller: string): boolean {
  const { source: sources, productFamily: families, caller: callers } = rule;
  return (
    (sources === undefined || sources.includes(source)) &&
    (families === undefined || families.includes(productFamily)) &&
    (callers === undefined || callers.includes(caller))
  );
}

/** The process with this name in a book; undefined when it has none. */
export function processIn({ processes }: ProcessBook, name: string): Process | undefined {
  return own(processes, name);
}

/** All processes with the number of their version. */
export interface VersionedBook {
  readonly version: number;
  readonly book: ProcessBook;
}

/** The process with this name as it is now; refused, with the names that there are, when there is none. */
export function namedProcess({ version, book }: VersionedBook, name: string): ChosenProcess | Refusal {
  const rules = processIn(book, name);
  if (rules !== undefined) return { ok: true, process: { name, version }, rules };
  const allowed = Object.keys(book.processes).toSorted();
  const message = `There is no process "${name}": there are ${allowed.join(", ")}`;
  return refuse("rule_broken", message, { fields: [{ pointer: "/process", message }], allowed });
}

/** Chooses the process of a new deal: the one asked for, else that of the first rule whose conditions all hold, else the fallback. */
export function chooseProcess(facts: Facts, origin: Origin): ChosenProcess | Refusal {
  const current = facts.book ?? { version: 0, book: shippedBook };
  const { choose, fallback } = current.book;
  const rule = choose.find((each) => isFor(each, origin, facts.actor.id));
  return namedProcess(current, origin.asked ?? rule?.process ?? fallback);
}
