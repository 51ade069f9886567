/** How often each thing has happened. */
export interface Tally {
  readonly add: (name: string) => void;
  readonly counts: () => ReadonlyMap<string, number>;
}

/** Counts from nothing. */
export const openTally = (): Tally => {
  const counts = new Map<string, number>();
  return {
    add: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => counts,
  };
};
