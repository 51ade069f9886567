import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { checkDatabase } from "../data/database.ts";
import { Schedule } from "./schedule.ts";

/** A schedule as it is kept; times in milliseconds since 1970. */
export interface StoredSchedule {
  readonly schedule: Schedule;
  /** The token of the call that made it: the same call again has no further effect. */
  readonly token: string;
  readonly created: number;
  readonly modified: number;
  /** How often it was written: what has changed meanwhile is not completed. */
  readonly revision: number;
  /** How often its message was not taken. */
  readonly failures: number;
}

const Row = z.object({
  schedule: z.string(),
  token: z.string(),
  created: z.int(),
  modified: z.int(),
  revision: z.int(),
  failures: z.int(),
});
const Next = z.object({ next: z.int().nullable() });

const columns = "schedule, token, created, modified, revision, failures";

const layout = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS schedules (
    grouped TEXT NOT NULL, name TEXT NOT NULL, ${columns.replaceAll(",", " NOT NULL,")} NOT NULL,
    next INTEGER, PRIMARY KEY (grouped, name)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS schedules_next ON schedules (next) WHERE next IS NOT NULL;
`;

const stored = (row: unknown): StoredSchedule => {
  const { schedule, ...rest } = Row.parse(row);
  return { schedule: Schedule.parse(JSON.parse(schedule)), ...rest };
};

/** The schedules on disk: what a call has answered survives the end of this process at any moment. */
export class ScheduleStore {
  readonly #database: DatabaseSync;

  /** Throws StartProblem when the file is damaged. */
  constructor(file: string) {
    checkDatabase(file);
    this.#database = new DatabaseSync(file, { timeout: 5000 });
    this.#database.exec(layout);
  }

  close(): void {
    this.#database.close();
  }

  find(group: string, name: string): StoredSchedule | undefined {
    const select = `SELECT ${columns} FROM schedules WHERE grouped = ? AND name = ?`;
    const row = this.#database.prepare(select).get(group, name);
    return row === undefined ? undefined : stored(row);
  }

  /** Writes a schedule in place of the one with its name; it fires at `due` unless it is disabled. */
  write(schedule: Schedule, due: number, token: string, now: number): void {
    const before = this.find(schedule.GroupName, schedule.Name);
    const put = `INSERT OR REPLACE INTO schedules (grouped, name, next, ${columns}) VALUES (?,?,?,?,?,?,?,?,?)`;
    this.#database
      .prepare(put)
      .run(
        schedule.GroupName,
        schedule.Name,
        schedule.State === "ENABLED" ? due : null,
        JSON.stringify(schedule),
        token,
        before?.created ?? now,
        now,
        (before?.revision ?? 0) + 1,
        0,
      );
  }

  /** Whether there was one. */
  remove(group: string, name: string): boolean {
    const gone = this.#database.prepare("DELETE FROM schedules WHERE grouped = ? AND name = ?");
    return gone.run(group, name).changes > 0;
  }

  /** Schedules in order of group and name, from the one after this place on. */
  *after(group: string, name: string): Generator<StoredSchedule, void, undefined> {
    const select = `SELECT ${columns} FROM schedules WHERE (grouped, name) > (?, ?) ORDER BY grouped, name`;
    for (const row of this.#database.prepare(select).iterate(group, name)) yield stored(row);
  }

  /** Those whose time has come, the oldest first, at most so many. */
  due(now: number, most: number): readonly StoredSchedule[] {
    const select = `SELECT ${columns} FROM schedules WHERE next <= ? ORDER BY next LIMIT ?`;
    return this.#database.prepare(select).all(now, most).map(stored);
  }

  /** When the next one fires; undefined when none does. */
  next(): number | undefined {
    const row = this.#database
      .prepare("SELECT min(next) AS next FROM schedules WHERE next IS NOT NULL")
      .get();
    return Next.parse(row).next ?? undefined;
  }

  /** Has fired: it is deleted or fires no more, unless it was written meanwhile. */
  complete({ schedule, revision }: StoredSchedule): void {
    const change =
      schedule.ActionAfterCompletion === "DELETE"
        ? "DELETE FROM schedules"
        : "UPDATE schedules SET next = NULL";
    this.#database
      .prepare(`${change} WHERE grouped = ? AND name = ? AND revision = ?`)
      .run(schedule.GroupName, schedule.Name, revision);
  }

  /** Could not fire: it does so again at `next`. */
  postpone({ schedule, revision }: StoredSchedule, next: number): void {
    this.#database
      .prepare(
        "UPDATE schedules SET next = ?, failures = failures + 1 WHERE grouped = ? AND name = ? AND revision = ?",
      )
      .run(next, schedule.GroupName, schedule.Name, revision);
  }
}
