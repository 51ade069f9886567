import { dataExport, type Export } from "../../../domain/export/export.ts";
import type { Meta } from "../../../domain/kernel/record.ts";
import { readRecord } from "../items.ts";
import type { Journal } from "../journal.ts";
import { recordKey } from "../keys.ts";

/** An export with its id. */
export type StoredExport = Export & Meta;

/** An export as it is now; undefined when there is none. */
export async function exportOf(
  journal: Pick<Journal, "load">,
  id: string,
): Promise<StoredExport | undefined> {
  const [item] = await journal.load([recordKey(dataExport.name, id)]);
  if (item === undefined) return undefined;
  const { state, ...meta } = readRecord(item);
  return { ...dataExport.record.parse(state), ...meta };
}
