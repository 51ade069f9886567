import type { FieldProblem } from "../kernel/refusal.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { type FormField, mostOf } from "./field.ts";
import type { FormFields } from "./fields.ts";
import { isReserved } from "./names.ts";

const naming = new Set(["lastName", "company", "email", "phone"]);
const choosing = new Set(["select", "checkbox"]);

type Entry = readonly [pointer: string, message: string];

/** The places of values that were there before, compared by `keyOf`. */
function doubles<T>(list: readonly T[], keyOf: (item: T) => string | undefined): number[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

function fieldProblems(field: FormField, index: number): Entry[] {
  const at = `/fields/${index}`;
  const { kind, name, options, maxLength, field: target } = field;
  const entries: Entry[] = [];
  if (isReserved(name)) entries.push([`${at}/name`, `"${name}" is used by the form itself: choose another`]);
  if (kind === "select" && options === undefined) entries.push([`${at}/options`, "a select needs options"]);
  if (options !== undefined && !choosing.has(kind)) {
    entries.push([`${at}/options`, `a field of the kind ${kind} has no options: leave them out`]);
  }
  if (doubles(options ?? [], ({ value }) => value).length > 0) {
    entries.push([`${at}/options`, "each value can be there once"]);
  }
  if (target !== undefined && (kind === "file" || kind === "checkbox")) {
    entries.push([`${at}/field`, `a field of the kind ${kind} cannot fill a field of the lead`]);
  }
  const most = mostOf(field);
  if (maxLength !== undefined && maxLength > most) {
    entries.push([`${at}/maxLength`, `must be at most ${most} here`]);
  }
  return entries;
}

function fieldListProblems(fields: readonly FormField[]): Entry[] {
  return [
    ...fields.flatMap(fieldProblems),
    // Names are posted to systems of which some know no capital letters.
    ...doubles(fields, ({ name }) => name.toLowerCase()).map((index): Entry => [
      `/fields/${index}/name`,
      "another field has this name",
    ]),
    ...doubles(fields, ({ field }) => (field === "note" ? undefined : field)).map((index): Entry => [
      `/fields/${index}/field`,
      "another field fills this field of the lead: only note takes several",
    ]),
  ];
}

function wholeProblems({
  fields,
  successMessage,
  redirect,
  consents = [],
  doubleOptIn,
}: FormFields): Entry[] {
  const entries: Entry[] = [];
  if (!fields.some(({ field }) => field !== undefined && naming.has(field))) {
    entries.push([
      "/fields",
      "a lead needs a name: let a field fill at least one of lastName, company, email, phone",
    ]);
  }
  if (successMessage !== undefined && redirect !== undefined) {
    entries.push(["/redirect", "leave it out or leave successMessage out: a visitor sees one of them"]);
  }
  if (doubleOptIn === true && !fields.some(({ field, required }) => field === "email" && required === true)) {
    entries.push(["/doubleOptIn", "needs a required field that fills email: who is asked to confirm?"]);
  }
  for (const index of doubles(consents, ({ id }) => id)) {
    entries.push([`/consents/${index}/id`, "another consent has this id"]);
  }
  return entries;
}

/** Why a form cannot be as it is to be: all at once, each at its field. */
export function badForm(form: FormFields): Refusal | undefined {
  const fields = [...fieldListProblems(form.fields), ...wholeProblems(form)].map(
    ([pointer, message]): FieldProblem => ({ pointer, message }),
  );
  const [first] = fields;
  if (first === undefined) return undefined;
  return refuse("invalid_input", `${first.pointer}: ${first.message}`, { fields: fields.slice(0, 50) });
}
