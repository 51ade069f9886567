import { hashed, normalised } from "../capture/content-hash.ts";
import type { FormFields } from "./fields.ts";
import { consentName } from "./names.ts";
import type { Posted } from "./posted.ts";

/** The same for the same answers to a form, however they were spaced and whichever page they came from. */
export function contentHashOf(id: string, { fields, consents = [] }: FormFields, posted: Posted): string {
  const names = [...fields.map(({ name }) => name), ...consents.map((consent) => consentName(consent.id))];
  const said = names.map((name) => [name, (posted.values.get(name) ?? []).map(normalised)]);
  const files = posted.files.map(({ field, hash }) => [field, hash]);
  return hashed([id, said, files]);
}

const TELLING = 20;

/** The same for the same typed message, whoever sends it and whatever they chose beside it; undefined for one that is too short to tell. */
export function textHashOf({ fields }: Pick<FormFields, "fields">, { values }: Posted): string | undefined {
  const typed = fields.filter(({ field, options }) => field === "note" && options === undefined);
  const words = normalised(typed.flatMap(({ name }) => values.get(name) ?? []).join(" "));
  return words.length < TELLING ? undefined : hashed(words);
}
