import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { processTree } from "../../bench/processes.ts";
import { Report, type Orders, type Request, type Up } from "./orders.ts";

/** A system that is put to the proof, in processes of its own. */
export interface System extends Up {
  /** Ends an instance of a function; resolves when it is gone. */
  readonly endInstance: (instance: string) => Promise<void>;
  /** Instances have these variables in turn from now on; those that run are ended. */
  readonly setWorlds: (worlds: Orders["worlds"]) => void;
  /** Ends all its processes at the same moment, as a power failure would. */
  readonly kill: () => Promise<void>;
  /** Ends the engine of the tables alone; the others go on, or not. */
  readonly killTables: () => void;
  /** Resolves when its first process has ended, to its last words. */
  readonly ended: Promise<string>;
}

const program = fileURLToPath(new URL("./host.ts", import.meta.url));
const LAST_MS = 5000;

const killAll = (pids: readonly number[]) => {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
};

const isThere = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const killTree = async (child: ChildProcess, ended: Promise<unknown>) => {
  const pids = processTree(child.pid ?? 0).map(({ pid }) => pid);
  killAll(pids);
  child.kill("SIGKILL");
  await ended;
  const end = performance.now() + LAST_MS;
  while (pids.some(isThere) && performance.now() < end) await pause(10);
};

const firstReport = async (child: ChildProcess, ended: Promise<string>) => {
  const [message]: unknown[] = await Promise.race([
    once(child, "message"),
    ended.then((message) => [{ kind: "failed", message }]),
  ]);
  const report = Report.parse(message);
  if (report.kind === "up") return report;
  throw new Error(
    `The system did not start: ${report.kind === "failed" ? report.message : "it said nothing"}`,
  );
};

const endings = (child: ChildProcess, ended: Promise<unknown>) => {
  const waiting = new Map<string, () => void>();
  child.on("message", (message) => {
    const report = Report.parse(message);
    if (report.kind === "ended") waiting.get(report.instance)?.();
  });
  return async (instance: string) => {
    if (!child.connected) return;
    const gone = new Promise<void>((resolve) => waiting.set(instance, resolve));
    child.send({ kind: "end", instance } satisfies Request);
    await Promise.race([gone, ended]);
    waiting.delete(instance);
  };
};

/** Starts a system and waits until it is up. Throws what it said when it does not start. */
export const startSystem = async (
  orders: Orders,
  environment: Readonly<Record<string, string>> = {},
): Promise<System> => {
  const child = fork(program, [JSON.stringify(orders)], {
    execArgv: [],
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said = child.stderr === null ? Promise.resolve("") : text(child.stderr);
  const ended = once(child, "exit").then(async () => (await said).trim());
  const kill = () => killTree(child, ended);
  const up = await firstReport(child, ended).catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    ...up,
    ended,
    kill,
    endInstance: endings(child, ended),
    setWorlds: (worlds) => {
      if (child.connected) child.send({ kind: "worlds", worlds } satisfies Request);
    },
    killTables: () =>
      killAll(
        processTree(child.pid ?? 0)
          .filter(({ name }) => name === "tables")
          .map(({ pid }) => pid),
      ),
  };
};
