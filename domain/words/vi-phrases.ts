import { changesOf } from "../kernel/change.ts";
import { type Labels, labelOf } from "./labels.ts";
import type { Voice } from "./voice.ts";

/** How many lines, in Vietnamese: "3 dòng". */
export const viLines = (lines: readonly unknown[]) => `${lines.length} dòng`;

/** What more was said, in brackets. */
export function viBecause(...words: readonly (string | undefined)[]): string {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? "" : ` (${said.join(": ")})`;
}

const nameOf = (labels: Labels, stage: string, field: string) =>
  labelOf(labels, `field.${stage}.${field}`, `field.${field}`);

/** The labels of the changed fields, for a sentence. */
export function viFieldsOf(
  stage: string,
  change: { readonly before?: object | undefined; readonly after: object },
  { labels }: Voice,
): string {
  const { before = {} } = change;
  const removed = Object.keys(before).filter((name) => !(name in change.after));
  const fields = changesOf(before, {
    ...change.after,
    ...Object.fromEntries(removed.map((name) => [name, null])),
  });
  const names = new Set([...Object.keys(fields.before), ...Object.keys(fields.after)]);
  return [...names].map((field) => nameOf(labels, stage, field)).join(", ");
}
