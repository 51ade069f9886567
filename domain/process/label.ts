import type { Label } from "../kernel/process.ts";

/** The text of a label in a language such as "vi": else in English, else in any language that it has, else `otherwise`. */
export function labelIn(label: Label, language: string, otherwise: string): string {
  const texts = new Map(Object.entries(label));
  const [any = otherwise] = texts.values();
  return texts.get(language) ?? texts.get("en") ?? any;
}
