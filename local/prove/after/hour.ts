import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Scene } from "../incidents/incident.ts";

/** More than clocks were ever wrong by. */
const HOUR_MS = 65 * 60_000;

/** Has every schedule come now that would come within the hour. */
const bringSchedules = (data: string, until: number): void => {
  const database = new DatabaseSync(join(data, "schedules.db"), { timeout: 5000 });
  try {
    database.prepare("UPDATE schedules SET next = ? WHERE next <= ?").run(Date.now(), until);
  } finally {
    database.close();
  }
};

/**
 * Lets an hour pass. What was put off by a clock that was an hour ahead is due then, what such a clock has leased is
 * free, and schedules of that hour have come.
 */
export const passHour = ({ data, pass, aheadMs }: Scene): void => {
  pass(HOUR_MS);
  bringSchedules(data, Date.now() + aheadMs + HOUR_MS);
};
