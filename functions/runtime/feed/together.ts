interface Waiting<T> {
  readonly one: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Does work that is asked for one by one, but at the same time, in one go. When that fails each is done alone, so that
 * one which can never be done fails by itself and holds back no other.
 */
export function together<T>(doAll: (all: readonly T[]) => Promise<void>): (one: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];

  async function alone({ one, done, failed }: Waiting<T>): Promise<void> {
    try {
      await doAll([one]);
      done();
    } catch (error) {
      failed(error);
    }
  }

  async function doWaiting(): Promise<void> {
    const all = waiting;
    waiting = [];
    try {
      await doAll(all.map(({ one }) => one));
      for (const { done } of all) done();
    } catch (error) {
      if (all.length === 1) return all[0]?.failed(error);
      for (const one of all) await alone(one);
    }
  }

  return (one) =>
    new Promise((done, failed) => {
      if (waiting.length === 0) setImmediate(() => void doWaiting());
      waiting.push({ one, done, failed });
    });
}
