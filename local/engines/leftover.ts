import { existsSync, readdirSync, readFileSync } from "node:fs";

const argumentsOf = (pid: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
};

/**
 * Ends an engine of an earlier start that still runs on this database: where the kernel does not end it with
 * its supervisor, a kill of both can leave it behind. Call only while holding the folder's lock.
 */
export const endLeftover = (database: string): void => {
  if (!existsSync("/proc/self/cmdline")) return;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const words = argumentsOf(pid);
    if (words[words.indexOf("--db-path") + 1] === database) process.kill(Number(pid), "SIGKILL");
  }
};
