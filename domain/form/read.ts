import type { Consent } from "../capture/consent.ts";
import type { Provenance } from "../capture/provenance.ts";
import { ReadFields } from "../submission/intake.ts";
import type { FormField } from "./field.ts";
import type { FormFields } from "./fields.ts";
import { consentName } from "./names.ts";
import { type FieldError, one, type Posted } from "./posted.ts";
import { saidIn } from "./value.ts";

/** What a post says of a person and an enquiry. */
export interface ReadPost {
  readonly ok: true;
  readonly fields: ReadFields;
  readonly provenance: Provenance;
  readonly answers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly consents: readonly Consent[];
}

/** Where and when something was agreed to. */
export interface Seen {
  readonly at: string;
  readonly page: string | undefined;
}

const MOST_FILES = 10;
const MOST_FILE_BYTES = 5 * 1024 * 1024;
const MOST_TEXT = 20_000;
const MOST_SEPARATE = 2000;

function fileErrors({ fields }: FormFields, { files }: Posted): FieldError[] {
  const takes = new Set(fields.filter(({ kind }) => kind === "file").map(({ name }) => name));
  const missing = fields
    .filter(({ kind, required, name }) => kind === "file" && required && !files.some((f) => f.field === name))
    .map(({ name }): FieldError => ({ name, fault: "required" }));
  const wrong = files.flatMap(({ field: name, bytes }): FieldError[] => {
    if (!takes.has(name)) return [{ name, fault: "no-file" }];
    return bytes > MOST_FILE_BYTES ? [{ name, fault: "file-too-large", most: 5 }] : [];
  });
  const [last] = files.slice(MOST_FILES);
  const many: FieldError[] =
    last === undefined ? [] : [{ name: last.field, fault: "too-many", most: MOST_FILES }];
  return [...missing, ...wrong, ...many];
}

interface Consented {
  readonly consents: readonly Consent[];
  readonly errors: readonly FieldError[];
}

/** How a box is posted that does not say the version of its text. */
const AGREED = new Set(["on", "yes", "true"]);
const DISAGREED = new Set(["off", "no", "false"]);

/** A box is posted with the version of its text: who ticked an older one has agreed to something else. */
function consentsOf({ consents = [] }: FormFields, posted: Posted, { at, page }: Seen): Consented {
  const errors: FieldError[] = [];
  const all = consents.map(({ id, version, text, required }): Consent => {
    const name = consentName(id);
    const value = one(posted, name);
    const given = value === version || AGREED.has(value?.toLowerCase() ?? "");
    if (value !== undefined && !given && !DISAGREED.has(value.toLowerCase())) {
      errors.push({ name, fault: "consent-changed" });
    } else if (required && !given) errors.push({ name, fault: "consent" });
    return { id, version, text, given, at, ...(page !== undefined && { page }) };
  });
  return { consents: all, errors };
}

/** What the form did not ask for is kept as well, but within limits. */
function strangerErrors({ fields }: FormFields, { values }: Posted): FieldError[] {
  const asked = new Set(fields.map(({ name }) => name));
  const long = [...values].filter(
    ([name, list]) => !asked.has(name) && list.some((value) => value.length > MOST_TEXT),
  );
  return long.map(([name]) => ({ name, fault: "too-long", most: MOST_TEXT }));
}

/** Several messages become one text, each below what was asked. */
function textOf(said: readonly (readonly [FormField, readonly string[]])[]): string | undefined {
  const messages = said.flatMap(([{ field, label }, [value]]) =>
    field === "note" && value !== undefined ? [{ label, value }] : [],
  );
  const [only, another] = messages;
  if (another === undefined) return only?.value;
  return messages.map(({ label, value }) => `${label}\n${value}`).join("\n\n");
}

/** Reads a post as the form asks for it: all that is wrong at once, or what it says. */
export function readPost(form: FormFields, posted: Posted, seen: Seen): ReadPost | readonly FieldError[] {
  const errors: FieldError[] = [];
  const said: (readonly [FormField, readonly string[]])[] = [];
  for (const field of form.fields.filter(({ kind }) => kind !== "file")) {
    const found = saidIn(field, posted);
    if (!found.ok)
      errors.push({
        name: found.name,
        fault: found.fault,
        ...(found.most !== undefined && { most: found.most }),
      });
    else if (found.values.length > 0) said.push([field, found.values]);
  }
  const { consents, errors: disagreed } = consentsOf(form, posted, seen);
  const text = textOf(said);
  const long = said.find(([{ field }]) => field === "note" && (text?.length ?? 0) > MOST_TEXT);
  errors.push(...fileErrors(form, posted), ...disagreed, ...strangerErrors(form, posted));
  if (long !== undefined) errors.push({ name: long[0].name, fault: "too-long", most: MOST_TEXT });
  const answers = answersOf(said, errors);
  if (errors.length > 0) return errors;
  const lead = said.flatMap(([{ field }, [value]]) =>
    field === undefined || field === "note" || value === undefined ? [] : [[field, value] as const],
  );
  const topic = form.topic === undefined ? {} : { topic: form.topic };
  return {
    ok: true,
    fields: ReadFields.parse({ ...topic, ...Object.fromEntries(lead) }),
    provenance: Object.fromEntries(lead.map(([field]) => [field, { from: "form" as const }])),
    answers,
    text,
    consents,
  };
}

function answersOf(said: readonly (readonly [FormField, readonly string[]])[], errors: FieldError[]) {
  const answers = said
    .filter(([{ field }]) => field === undefined)
    .map(([{ name }, values]) => [name, values.join(", ")] as const);
  for (const [name, value] of answers) {
    if (value.length > MOST_SEPARATE) errors.push({ name, fault: "too-long", most: MOST_SEPARATE });
  }
  return Object.fromEntries(answers);
}
