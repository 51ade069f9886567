import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { messageOf, StartProblem } from "../problem.ts";

const ownerFile = (folder: string) => join(folder, "owner");

// SQLite's own file lock: the kernel frees it with the process, so a lock of a dead process cannot stay behind.
const take = (folder: string, patienceMs: number): DatabaseSync | undefined => {
  const lock = new DatabaseSync(join(folder, "lock"), { timeout: patienceMs });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (messageOf(error).includes("locked")) return undefined;
    throw new StartProblem(
      `The lock in ${folder} cannot be used (${messageOf(error)}); delete ${join(folder, "lock")}`,
    );
  }
};

const ownerOf = (folder: string) => {
  try {
    return ` (process ${readFileSync(ownerFile(folder), "utf8")})`;
  } catch {
    return "";
  }
};

/** A folder kept by this process; freed when released, and when the process ends. Hold on to it: a collected one is freed too. */
export interface FolderLock {
  readonly release: () => void;
}

/** Keeps the folder for this process until it ends, waiting a moment for one that is just ending. Throws StartProblem when it is in use. */
export const lockFolder = (folder: string, owner: number): FolderLock => {
  const lock = take(folder, 1000);
  if (lock === undefined) {
    throw new StartProblem(
      `The data folder ${folder} is in use${ownerOf(folder)}; stop that system, or set SALESLINE_DATA to another folder`,
    );
  }
  writeFileSync(ownerFile(folder), String(owner));
  return { release: () => lock.close() };
};

/** Keeps the folder for this process, waiting as long as another one has it. */
export const waitForLock = async (folder: string): Promise<FolderLock> => {
  for (;;) {
    const lock = take(folder, 0);
    if (lock !== undefined) return { release: () => lock.close() };
    await pause(100);
  }
};

/** Whether a living process keeps the folder. */
export const isLocked = (folder: string): boolean => {
  const lock = take(folder, 0);
  lock?.close();
  return lock === undefined;
};
