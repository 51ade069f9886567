import { type FormField, type LeadTarget, maxLengthOf } from "../../../../domain/form/field.ts";
import { el, type Tag, type Piece } from "./markup.ts";
import type { Words } from "./words.ts";

/** What was typed, and what is wrong with it, by the name under which it is posted. */
export interface Filled {
  readonly values?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly errors?: Readonly<Record<string, string | undefined>>;
}

/** What is asked: a field of the form, or a consent. */
interface Asked {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean | undefined;
  readonly help?: string | undefined;
}

/** What browsers fill in by themselves (WCAG 1.3.5). */
const autocomplete: Readonly<Partial<Record<LeadTarget, string>>> = {
  firstName: "given-name",
  lastName: "family-name",
  jobTitle: "organization-title",
  email: "email",
  phone: "tel",
  company: "organization",
  website: "url",
};

const inputs = {
  text: { type: "text" },
  email: { type: "email", inputmode: "email", autocapitalize: "off", spellcheck: "false" },
  tel: { type: "tel", inputmode: "tel" },
  url: { type: "url", inputmode: "url", autocapitalize: "off", spellcheck: "false" },
  // A spin button loses what is no number, and changes when somebody scrolls.
  number: { type: "text", inputmode: "decimal" },
  date: { type: "date" },
  file: { type: "file" },
} as const;

/** The id of the control of a field. */
export const idOf = (name: string): string => `f-${name}`;

/** The id of what is wrong with a field. */
export const errorIdOf = (name: string): string => `e-${name}`;

const helpIdOf = (name: string) => `h-${name}`;

const valuesOf = ({ values = {} }: Filled, name: string) => [values[name] ?? []].flat();

/** What a control says of itself to who cannot see it. */
function described({ name, help, required }: Asked, { errors = {} }: Filled) {
  const wrong = errors[name] !== undefined;
  const ids = [help === undefined ? [] : helpIdOf(name), wrong ? errorIdOf(name) : []].flat();
  return {
    "aria-describedby": ids.length > 0 && ids.join(" "),
    "aria-invalid": wrong && "true",
    required: required === true,
  };
}

/** The help and the error of a field; the error is there from the beginning, for scripts to fill. */
function notes({ name, help }: Asked, { errors = {} }: Filled): (Tag | undefined)[] {
  const error = errors[name];
  return [
    help === undefined ? undefined : el("p", { class: "help", id: helpIdOf(name) }, help),
    el("p", { class: "error", id: errorIdOf(name), hidden: error === undefined }, error),
  ];
}

function labelled({ label, required }: Asked): Piece[] {
  return required === true ? [label, el("span", { class: "mark", "aria-hidden": "true" }, "*")] : [label];
}

function box(asked: Asked, value: string, filled: Filled, id: string, label: readonly Piece[]): Tag {
  const checked = valuesOf(filled, asked.name).includes(value);
  return el(
    "div",
    { class: "check" },
    el("input", { type: "checkbox", id, name: asked.name, value, checked, ...described(asked, filled) }),
    el("label", { for: id }, ...label),
  );
}

/** What a checkbox without options is posted as. */
const TICKED = "yes";

/** One box that is ticked or not; a consent is posted with the version of its text. */
export function single(asked: Asked, filled: Filled, value = TICKED): Tag {
  const { name } = asked;
  return el(
    "div",
    { class: "field" },
    box(asked, value, filled, idOf(name), labelled(asked)),
    ...notes(asked, filled),
  );
}

function group(field: FormField, filled: Filled): Tag {
  const { name, options = [] } = field;
  const { "aria-describedby": by, "aria-invalid": invalid } = described(field, filled);
  // Not every box must be ticked, only one of them: the legend says so.
  const each = { name, label: field.label };
  const { values = {} } = filled;
  return el(
    "fieldset",
    { class: "field", "aria-describedby": by, "aria-invalid": invalid },
    el("legend", {}, ...labelled(field)),
    ...notes(field, filled),
    ...options.map(({ value, label = value }, index) =>
      box(each, value, { values }, index === 0 ? idOf(name) : `${idOf(name)}-${index}`, [label]),
    ),
  );
}

function selectOf(field: FormField, filled: Filled, words: Words): Tag {
  const { name, options = [] } = field;
  const [chosen] = valuesOf(filled, name);
  return el(
    "select",
    { id: idOf(name), name, ...described(field, filled) },
    el("option", { value: "" }, words.choose),
    ...options.map(({ value, label = value }) => el("option", { value, selected: value === chosen }, label)),
  );
}

function controlOf(field: FormField, filled: Filled, words: Words): Tag {
  const { name, kind, field: target } = field;
  if (kind === "select") return selectOf(field, filled, words);
  const [value] = valuesOf(filled, name);
  const attributes = {
    id: idOf(name),
    name,
    maxlength: kind !== "file" && kind !== "date" && String(maxLengthOf(field)),
    autocomplete: target !== undefined && autocomplete[target],
    ...described(field, filled),
  };
  if (kind === "textarea") return el("textarea", { ...attributes, rows: "5" }, value);
  if (kind === "checkbox") return single(field, filled);
  return el("input", { ...inputs[kind], ...attributes, value: kind === "file" ? undefined : value });
}

/** One question of a form. */
export function fieldOf(field: FormField, filled: Filled, words: Words): Tag {
  if (field.kind === "checkbox") {
    return field.options === undefined ? single(field, filled) : group(field, filled);
  }
  return el(
    "div",
    { class: "field" },
    el("label", { for: idOf(field.name) }, ...labelled(field)),
    ...notes(field, filled),
    controlOf(field, filled, words),
  );
}
