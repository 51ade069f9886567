import type { Field } from "../fields.ts";
import { nameOf } from "../names.ts";
import { table } from "./markdown.ts";

const named = new Set(nameOf.values());

/** The type in words, with a link where it has a part of its own on the page of types. */
function typed(type: string): string {
  const words = type.split(" ");
  return words
    .map((word) => (named.has(word) ? `[${word}](types.md#${word.toLowerCase()})` : word))
    .join(" ");
}

const SIDES = /^(?<side>before|after)(?=[.[]|$)/;

/** A field with the same path on both sides of a change is told once. */
function sidesOf(field: Field, all: ReadonlySet<string>): string | undefined {
  const side = SIDES.exec(field.path)?.groups?.["side"];
  if (side === undefined) return "";
  const other = side === "before" ? "after" : "before";
  const both = all.has(field.path.replace(SIDES, other));
  if (!both) return side;
  return side === "before" ? "before, after" : undefined;
}

function shownPath(path: string): string {
  const rest = path.replace(SIDES, "").replace(/^\./, "");
  return rest === "" ? "(all of it)" : `\`${rest}\``;
}

/** A table of fields: in a change, those before and after it stand in one row. */
export function fieldTable(fields: readonly Field[]): string {
  const all = new Set(fields.map(({ path }) => path));
  const isChange = fields.some(({ path }) => SIDES.test(path));
  const rows = fields.flatMap((field) => {
    const sides = sidesOf(field, all);
    // What is in a list is told by the type of the list.
    if (sides === undefined || field.path.endsWith("[]")) return [];
    const { path, type, required, personal } = field;
    const cells = [typed(type), required ? "yes" : "", personal ? "personal" : ""];
    return [isChange ? [shownPath(path), sides, ...cells] : [`\`${path}\``, ...cells]];
  });
  const head = ["Type", "Always there", "Personal data"];
  return table(isChange ? ["Field", "Of the change", ...head] : ["Field", ...head], rows);
}
