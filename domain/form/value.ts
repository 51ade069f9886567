import * as z from "zod";
import { Email, text } from "../kernel/text.ts";
import { ReadFields } from "../submission/intake.ts";
import { type FormField, maxLengthOf, type LeadTarget } from "./field.ts";
import type { FieldError, FieldFault, Posted } from "./posted.ts";

/** What was said in one field; nothing when it was left empty. */
export type Said = { readonly ok: true; readonly values: readonly string[] } | (FieldError & { ok: false });

const NUMBER = /^[+-]?\d{1,20}(?:[.,]\d{1,20})?$/;
const Day = z.iso.date();
const Url = z.url({ protocol: /^https?$/ });

/** People write "example.com". */
function withScheme(value: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
}

const checks: Partial<Record<FormField["kind"], readonly [FieldFault, (value: string) => boolean]>> = {
  email: ["email", (value) => Email.safeParse(value).success],
  url: ["url", (value) => Url.safeParse(withScheme(value)).success],
  number: ["number", (value) => NUMBER.test(value)],
  date: ["date", (value) => Day.safeParse(value).success],
};
const targetChecks: Partial<Record<LeadTarget, FormField["kind"]>> = { email: "email", website: "url" };

function faultOf(field: FormField, value: string): FieldError | undefined {
  const { name, options, kind, field: target } = field;
  const most = maxLengthOf(field);
  if (options !== undefined) {
    return options.some((option) => option.value === value) ? undefined : { name, fault: "choice" };
  }
  if (value.length > most) return { name, fault: "too-long", most };
  if (!text(most).safeParse(value).success) return { name, fault: "not-text" };
  const check = checks[(target && targetChecks[target]) ?? kind];
  return check === undefined || check[1](value) ? undefined : { name, fault: check[0] };
}

const TICKED = new Set(["on", "yes", "true", "1", "ja", "có"]);

/** Whether a tick box was ticked. */
function isTicked(value: string | undefined): boolean {
  return value !== undefined && TICKED.has(value.toLowerCase());
}

function given({ name, kind, options }: FormField, { values }: Posted): readonly string[] {
  const all = (values.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== "");
  if (kind !== "checkbox" || options !== undefined) return all;
  return all.some(isTicked) ? ["yes"] : [];
}

/** Whether the field of the lead takes it: what was checked for people is checked again for the record. */
function fits(target: LeadTarget | undefined, values: readonly string[]): boolean {
  if (target === undefined || target === "note") return true;
  return values.every((value) => ReadFields.shape[target].safeParse(value).success);
}

/** What was said in one field that is no file. */
export function saidIn(field: FormField, posted: Posted): Said {
  const { name, kind, options = [], required = false, field: target } = field;
  const values = given(field, posted);
  if (values.length === 0) return required ? { ok: false, name, fault: "required" } : { ok: true, values };
  const most = kind === "checkbox" ? Math.max(1, options.length) : 1;
  if (values.length > most) return { ok: false, name, fault: "several", most };
  for (const value of values) {
    const fault = faultOf(field, value);
    if (fault !== undefined) return { ok: false, ...fault };
  }
  const kept = target === "website" ? values.map(withScheme) : values;
  return fits(target, kept) ? { ok: true, values: kept } : { ok: false, name, fault: "not-text" };
}
