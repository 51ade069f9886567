import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { messageOf, StartProblem } from "../problem.ts";
import { isLocked } from "./lock.ts";

/** Where a running system keeps what it must not lose. */
export interface DataFolder {
  readonly path: string;
  /** Removed when the system ends. */
  readonly throwAway: boolean;
  readonly tables: string;
  readonly queues: string;
  readonly positions: string;
  readonly schedules: string;
  /** Keys of KMS: who loses them makes every signature another one. */
  readonly keys: string;
  /** Mails that have been sent, one file each. */
  readonly outbox: string;
  /** Where the parts of the running system are, for tools that operate it. */
  readonly place: string;
  /** What the engines print. */
  readonly log: string;
  /** What the functions print. */
  readonly functionLog: string;
}

const prefix = "salesline-memory-";

const layout = (path: string, throwAway: boolean): DataFolder => ({
  path,
  throwAway,
  tables: join(path, "tables.db"),
  queues: join(path, "queues"),
  positions: join(path, "positions"),
  schedules: join(path, "schedules.db"),
  keys: join(path, "keys"),
  outbox: join(path, "mail", "outbox"),
  place: join(path, "place.json"),
  log: join(path, "engines.log"),
  functionLog: join(path, "functions.log"),
});

/** Removes a folder that is not to be kept, if it is still there. */
export const removeThrowAway = ({ path, throwAway }: Pick<DataFolder, "path" | "throwAway">): void => {
  if (throwAway) rmSync(path, { recursive: true, force: true });
};

/** A folder whose owner died without removing it; a young one may only not be locked yet. */
const isAbandoned = (path: string) => Date.now() - statSync(path).mtimeMs > 60_000 && !isLocked(path);

const removeAbandoned = (base: string) => {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    const path = join(base, name);
    try {
      if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another start is removing it at this moment, or it belongs to somebody else.
    }
  }
};

const throwAwayFolder = () => {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  removeAbandoned(base);
  return mkdtempSync(join(base, prefix));
};

/**
 * Opens the data folder, made when it is missing; "memory" is a new one that is removed at the end.
 * Throws StartProblem when it is no folder or cannot be written.
 */
export const openDataFolder = (data: string): DataFolder => {
  if (data === "memory") return layout(throwAwayFolder(), true);
  const folder = layout(resolve(data), false);
  try {
    mkdirSync(folder.positions, { recursive: true });
    accessSync(folder.path, constants.W_OK);
  } catch (error) {
    throw new StartProblem(
      `The data folder ${folder.path} cannot be written (${messageOf(error)}); set SALESLINE_DATA to a folder of yours, or to "memory"`,
    );
  }
  return folder;
};
