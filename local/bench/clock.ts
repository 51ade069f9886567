/** A clock that can be put forward. */
export interface Clock {
  now(): Date;
  /** The day, such as 2026-11-23, in UTC. */
  today(): string;
  /** Lets so many days pass. */
  pass(days: number): void;
}

const MS_PER_DAY = 86_400_000;

/** A clock that goes with the machine's, and can be put forward. */
export const openClock = (): Clock => {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    today: () => now().toISOString().slice(0, 10),
    pass: (days) => {
      ahead += days * MS_PER_DAY;
    },
  };
};
