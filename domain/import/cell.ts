import type * as z from "zod";
import { LeadId } from "../kernel/id.ts";
import { Address } from "../kernel/person.ts";
import { Language } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { ReadFields } from "../submission/intake.ts";
import type { Flag } from "./flag.ts";
import { unguarded } from "./formula.ts";
import type { ImportField } from "./layout.ts";

/** Where the fields of one row are put together. */
export interface RowInMaking {
  readonly fields: Record<string, unknown>;
  readonly address: Record<string, unknown>;
  readonly answers: Record<string, string>;
  readonly text: string[];
  readonly flags: Flag[];
  campaign?: string;
  language?: string;
  known?: string;
}

// What no queue carries and no text is: see kernel/text.ts.
const UNSTORABLE = ["\u0000", "\uFFFE", "\uFFFF"];

/** A cell as it was meant: without an apostrophe that guards it, and without characters that no text can have. */
export function cellText(cell: string): string {
  const clean = UNSTORABLE.reduce((text, char) => text.replaceAll(char, ""), cell.toWellFormed());
  return unguarded(clean.trim()).trim();
}

const DAMAGED = /^[+-]?[0-9][.,]?[0-9]*E\+?[0-9]+$/i;

/** Longer than any address, and a cell may be a whole megabyte: on more than this no pattern is tried. */
export const LONGEST_TRIED = 400;

/** What stands before the second address of several. */
function beforeSecond(value: string): string {
  const words = value.split(/[;,\s]+/);
  const second = words.findIndex((word, at) => at > 0 && word.indexOf("@") > 0);
  return second === -1 ? value : words.slice(0, second).join(" ");
}

/** One address of several, without what mail programs write around it. */
function mailIn(value: string): string {
  const first = beforeSecond(value);
  const bare = first.replace(/^mailto:/i, "");
  return (/<([^<>]+)>/.exec(bare)?.[1] ?? bare).replace(/[;,.\s]+$/, "").trim();
}

function siteIn(value: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
}

const written: Readonly<Partial<Record<ImportField, (value: string) => string>>> = {
  email: mailIn,
  website: siteIn,
  language: (value) => value.toLowerCase().slice(0, /^[a-z]{2}[-_]/i.test(value) ? 2 : undefined),
};

const schemas = {
  ...ReadFields.shape,
  ...Address.shape,
  campaign: text(200),
  language: Language,
  lead: LeadId,
};
type Target = keyof typeof schemas;
const isTarget = (field: ImportField): field is ImportField & Target => Object.hasOwn(schemas, field);

const wrong: Readonly<Partial<Record<ImportField, Flag["reason"]>>> = {
  email: "not-an-email",
  website: "not-a-website",
  language: "not-a-language",
  lead: "not-a-lead",
};

/** The value as its field takes it, or why it does not. */
export function readCell(
  field: ImportField,
  value: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: Flag["reason"] } {
  if (field === "phone" && DAMAGED.test(value)) return { ok: false, reason: "damaged-number" };
  if (!isTarget(field)) return { ok: true, value };
  const refused = { ok: false, reason: wrong[field] ?? "too-long" } as const;
  if (field in wrong && field !== "website" && value.length > LONGEST_TRIED) return refused;
  const schema: z.ZodType = schemas[field];
  const parsed = schema.safeParse(written[field]?.(value) ?? value);
  return parsed.success ? { ok: true, value: parsed.data } : refused;
}
