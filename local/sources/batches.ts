/** Lambda takes 6 MB per invocation; what JSON adds to the content stays under the rest. */
const mostBytes = 5_000_000;

/** Cuts a list, in order, into batches of at most `mostItems` that fit into one invocation; an item is never cut. */
export function batchesOf<Item>(
  items: readonly Item[],
  mostItems: number,
  bytesOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    const last = batches.at(-1);
    if (last === undefined || last.length >= mostItems || bytes > room) {
      batches.push([item]);
      room = mostBytes - bytes;
    } else {
      last.push(item);
      room -= bytes;
    }
  }
  return batches;
}
