import { pointerOf } from "../kernel/invalid.ts";
import {
  type Process,
  type ProcessBook,
  processStages,
  type ProcessStage,
  reasonKinds,
  type Step,
} from "../kernel/process.ts";
import type { FieldProblem } from "../kernel/refusal.ts";
import { isLabelKey } from "../words/labels.ts";
import { badTerms } from "../quote/payment-terms.ts";
import { isKnownField } from "./known-fields.ts";
import { numberProblems } from "./number-problems.ts";

type Path = readonly (string | number)[];

function problem(path: Path, message: string): FieldProblem {
  return { pointer: pointerOf(path), message };
}

function twice(values: readonly string[]): readonly number[] {
  return values.flatMap((value, nth) => (values.indexOf(value) < nth ? [nth] : []));
}

function namesOf({ processes, choose, fallback }: ProcessBook): FieldProblem[] {
  const names = Object.keys(processes);
  const unknown = (name: string) => `There is no process "${name}" here: there are ${names.join(", ")}`;
  const rules = choose.flatMap(({ process }, nth) =>
    names.includes(process) ? [] : [problem(["choose", nth, "process"], unknown(process))],
  );
  return names.includes(fallback) ? rules : [...rules, problem(["fallback"], unknown(fallback))];
}

function stepProblems(stage: ProcessStage, { field, when }: Step, path: Path): FieldProblem[] {
  const found: FieldProblem[] = [];
  const none = (name: string) => `The stage "${stage}" has no field "${name}" to fill in`;
  if (field !== undefined && !isKnownField(stage, field))
    found.push(problem([...path, "field"], none(field)));
  if (when === undefined) return found;
  const { field: of, is, filled, atLeast } = when;
  if (!isKnownField(stage, of)) found.push(problem([...path, "when", "field"], none(of)));
  if (is === undefined && filled === undefined && atLeast === undefined) {
    found.push(problem([...path, "when"], "A condition needs one of is, filled, atLeast"));
  }
  return found;
}

/** Checks are ticked by their ids, on whatever record: in one process no two steps have the same. */
function stepsOf({ steps }: Process, path: Path): FieldProblem[] {
  const all = processStages.flatMap((stage) =>
    (steps[stage] ?? []).map((step, nth) => ({ stage, step, at: [...path, "steps", stage, nth] })),
  );
  const same = twice(all.map(({ step: { id } }) => id)).flatMap((nth) => {
    const found = all[nth];
    return found === undefined
      ? []
      : [problem([...found.at, "id"], `The id "${found.step.id}" is used twice in this process`)];
  });
  return [...all.flatMap(({ stage, step, at }) => stepProblems(stage, step, at)), ...same];
}

/** Reasons are retired, never removed: old records carry them. */
function reasonsOf({ reasons }: Process, before: Process | undefined, path: Path): FieldProblem[] {
  return reasonKinds.flatMap((kind) => {
    const all = reasons[kind] ?? [];
    const codes = all.map(({ code }) => code);
    const at = [...path, "reasons", kind];
    const gone = (before?.reasons[kind] ?? []).filter(({ code }) => !codes.includes(code));
    const same = twice(codes).map((nth) => problem([...at, nth, "code"], `"${codes[nth]}" is there twice`));
    const removed = gone.map(({ code }) =>
      problem(at, `"${code}" cannot be removed, because records may carry it: set "retired": true instead`),
    );
    const none = all.length > 0 && all.every(({ retired }) => retired === true);
    return [...same, ...removed, ...(none ? [problem(at, "At least one must not be retired")] : [])];
  });
}

function labelsOf({ labels = {} }: Process, path: Path): FieldProblem[] {
  return Object.entries(labels).flatMap(([language, texts]) =>
    Object.keys(texts)
      .filter((key) => !isLabelKey(key))
      .map((key) =>
        problem([...path, "labels", language, key], `"${key}" is no label: GET /labels has them all`),
      ),
  );
}

/** What is wrong with all processes taken together, and with what is taken from those before: each at its place in the book. */
export function bookProblems(book: ProcessBook, before: ProcessBook): FieldProblem[] {
  const old = new Map(Object.entries(before.processes));
  const each = Object.entries(book.processes).flatMap(([name, process]) => {
    const path = ["processes", name];
    const terms = badTerms(process.paymentTerms, pointerOf([...path, "paymentTerms"]));
    return [
      ...stepsOf(process, path),
      ...reasonsOf(process, old.get(name), path),
      ...(terms?.fields ?? []),
      ...labelsOf(process, path),
    ];
  });
  return [...namesOf(book), ...each, ...numberProblems(book, before)];
}
