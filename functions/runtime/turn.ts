const turns = new Map<string, Promise<unknown>>();

/** Does work of one name one after the other in this process: what takes numbers of one series, or changes one record, would only race against itself. */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(work);
  // Whoever comes next waits for the end of this, not for its success.
  const end = mine.then(
    () => undefined,
    () => undefined,
  );
  turns.set(name, end);
  void end.then(() => turns.get(name) === end && turns.delete(name));
  return mine;
}
