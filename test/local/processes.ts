import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const argumentsOf = (pid: string) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
};

const isZombie = (pid: string) => {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
};

/** Ids of the living processes whose command line contains the text, this one excepted. */
export const processesWith = (text: string): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => argumentsOf(pid).includes(text) && !isZombie(pid))
    .map(Number);

/** Waits until no process has the text on its command line; the ids of those that stay after the given time. */
export const remainingProcesses = async (text: string, withinMs: number): Promise<number[]> => {
  const end = Date.now() + withinMs;
  while (processesWith(text).length > 0 && Date.now() < end) await pause(20);
  return processesWith(text);
};
