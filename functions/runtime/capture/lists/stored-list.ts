import { type Import, leadImport } from "../../../../domain/import/import.ts";
import type { Meta } from "../../../../domain/kernel/record.ts";
import { readRecord } from "../../items.ts";
import type { Journal } from "../../journal.ts";
import { recordKey } from "../../keys.ts";

/** A list with its id. */
export type StoredList = Import & Meta;

/** A list as it is now; undefined when there is none. */
export async function listOf(
  { journal }: { readonly journal: Pick<Journal, "load"> },
  id: string,
): Promise<StoredList | undefined> {
  const [item] = await journal.load([recordKey(leadImport.name, id)]);
  if (item === undefined) return undefined;
  const { state, ...meta } = readRecord(item);
  return { ...leadImport.record.parse(state), ...meta };
}
