import { hashed, normalised } from "../capture/content-hash.ts";
import type { RowInMaking } from "./cell.ts";

const sorted = (of: Readonly<Record<string, unknown>>) =>
  Object.entries(of)
    .map(([name, value]) => [name, normalised(String(value))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The same for two rows that say the same, in whatever list and order of columns; columns that are ignored say nothing. */
export function rowHashOf({ fields, address, answers, text, campaign, language }: RowInMaking): string {
  const notes = text.map(normalised).toSorted();
  return hashed([sorted(fields), sorted(address), sorted(answers), notes, campaign, language]);
}
