import type { Process } from "../kernel/process.ts";
import { en } from "./en.ts";
import { vi } from "./vi.ts";

/** Labels by key: "stage.lead", "status.lead.new", "action.lead.qualify", "field.budget" (or "field.lead.budget" for one stage), "process.qualify", "value.timeframe.this-year". */
export type Labels = Readonly<Record<string, string>>;

/** The labels that ship, by language. */
const shipped: Readonly<Record<string, Labels>> = { en, vi };

/** The languages in which every label ships. */
export const shippedLanguages: readonly string[] = Object.keys(shipped);

function ofLanguage<T>(all: Readonly<Record<string, T>> | undefined, language: string): T | undefined {
  return all !== undefined && Object.hasOwn(all, language) ? all[language] : undefined;
}

/** Every label in a language: what the organisation says goes before what ships, and English stands in for what nobody has said. */
export function labelsIn(language: string, own?: Process["labels"]): Labels {
  return {
    ...en,
    ...ofLanguage(own, "en"),
    ...ofLanguage(shipped, language),
    ...ofLanguage(own, language),
  };
}

/** The label of the first of these keys that has one: ask for "field.lead.budget", then "field.budget". */
export function labelOf(labels: Labels, ...keys: readonly [string, ...string[]]): string {
  const known = keys.find((key) => Object.hasOwn(labels, key));
  const label = known === undefined ? undefined : labels[known];
  // Shown as it is: what has no label yet is still told apart.
  return label ?? keys[0].slice(keys[0].lastIndexOf(".") + 1);
}

/** Whether a label with this key is shown anywhere: fields may be labelled for one stage alone. */
export function isLabelKey(key: string): boolean {
  const [kind = "", stage = "", ...rest] = key.split(".");
  if (Object.hasOwn(en, key)) return true;
  const ofStage = Object.hasOwn(en, `stage.${stage}`) && rest.length === 1;
  return kind === "field" && ofStage && Object.hasOwn(en, `field.${rest[0]}`);
}
