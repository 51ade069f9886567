/** Tells the trimming how far a source has come; sequence numbers are the table's own, growing by one per record. */
export type Progress = (tableName: string, sourceId: string, savedSequence: string) => void;

/** Records that stay behind the slowest source, for a look at what went out last. */
const kept = 1000n;

/**
 * Decides how far a table's stream records can go: to what every source of that table has saved as done.
 * `sources` are the ids per table; `trim` is called at most once per thousand records.
 */
export const trimming = (
  sources: readonly { readonly id: string; readonly tableName: string }[],
  trim: (tableName: string, beforeSequence: string) => void,
): Progress => {
  const saved = new Map<string, bigint>();
  const trimmed = new Map<string, bigint>();
  return (tableName, sourceId, savedSequence) => {
    saved.set(sourceId, BigInt(savedSequence));
    const positions = sources.filter((s) => s.tableName === tableName).map(({ id }) => saved.get(id) ?? 0n);
    const before = positions.reduce((least, position) => (position < least ? position : least)) - kept;
    if (before < (trimmed.get(tableName) ?? 0n) + kept) return;
    trimmed.set(tableName, before);
    trim(tableName, String(before));
  };
};
