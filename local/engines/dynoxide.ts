import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { damaged } from "../data/database.ts";
import { StartProblem } from "../problem.ts";
import { freePort } from "./port.ts";

/** The running DynamoDB engine. */
export interface Dynoxide {
  readonly endpoint: string;
  /** Resolves when it ends, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it at once; whatever it has answered is on disk. */
  readonly kill: () => void;
  /** Ends it in order, at the latest after half a second. */
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly binary: string;
  readonly database: string;
  /** File that takes what it prints; written anew. */
  readonly log: string;
}

/** Where the kernel can, it ends the engine together with this process, however that ends. */
const endsWithParent = (): readonly string[] => {
  const wrapper = ["setpriv", "--pdeathsig", "KILL"];
  return spawnSync("setpriv", [...wrapper.slice(1), "true"]).status === 0 ? wrapper : [];
};

const launch = ({ binary, database, log }: Options, port: number): ChildProcess => {
  const [wrapper, ...options] = endsWithParent();
  const args = ["--port", String(port), "--db-path", database];
  writeFileSync(log, "");
  const output = openSync(log, "a");
  // A group of its own: Ctrl-C in the terminal must reach the system first, not its engine.
  const child = spawn(wrapper ?? binary, wrapper === undefined ? args : [...options, binary, ...args], {
    stdio: ["ignore", output, output],
    detached: true,
  });
  closeSync(output);
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
};

const answers = async (endpoint: string) => {
  try {
    return (await fetch(endpoint, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
};

/** Waits until the engine answers; false when it ended before that. */
const ready = async (child: ChildProcess, endpoint: string) => {
  const patience = Date.now() + 15_000;
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    if (await answers(endpoint)) return true;
    if (Date.now() > patience) child.kill("SIGKILL");
    await pause(10);
  }
  return false;
};

const running = (child: ChildProcess, endpoint: string, ended: Promise<void>): Dynoxide => ({
  endpoint,
  ended,
  kill: () => child.kill("SIGKILL"),
  stop: async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, pause(500, undefined, { ref: false })]);
    child.kill("SIGKILL");
    await ended;
  },
});

const problemOf = ({ binary, database, log }: Options) => {
  const said = readFileSync(log, "utf8").trim();
  if (/not a valid SQLite|malformed|disk image/i.test(said)) return damaged(database, "not a database");
  return new StartProblem(
    `The DynamoDB engine ${binary} does not start (${said.replaceAll(/\s+/g, " ") || "no reason given"})`,
  );
};

/** Starts the DynamoDB engine on a free port of 127.0.0.1 and waits until it answers. Throws StartProblem. */
export const startDynoxide = async (options: Options): Promise<Dynoxide> => {
  // Another program may take the port between choosing and listening.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const child = launch(options, port);
    const ended = once(child, "exit").then(
      () => undefined,
      () => undefined,
    );
    if (await ready(child, endpoint)) return running(child, endpoint, ended);
    if (attempt === 3 || !/in use/i.test(readFileSync(options.log, "utf8"))) throw problemOf(options);
  }
};
