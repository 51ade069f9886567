import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { DataFolder } from "../data/folder.ts";
import { StartProblem } from "../problem.ts";
import { engineBinary } from "./binary.ts";
import { Report, type Orders, type Request } from "./messages.ts";

/** The running engines: tables, queues and buckets. */
export interface Engines {
  readonly dynamodb: string;
  /** Queues and buckets. */
  readonly sqs: string;
  /** Resolves when the engines have ended, to the reason if nobody told them to. */
  readonly broken: Promise<string>;
  readonly isUp: () => boolean;
  /** Lets go of the table's stream records before this sequence number, in the background and a bounded number at a time. */
  readonly trimStream: (table: string, beforeSequence: string) => void;
  /** Ends everything within a second and a half. */
  readonly stop: () => Promise<void>;
}

/** Settings from the environment: DYNAMODB_ENDPOINT (tables are elsewhere), SALESLINE_ENGINE (path of another engine binary). */
type Environment = Readonly<Record<string, string | undefined>>;

const spawnSupervisor = (orders: Orders): ChildProcess => {
  const log = openSync(orders.folder.log, "a");
  const program = fileURLToPath(new URL("./supervisor.ts", import.meta.url));
  // A group of its own, and no inherited options: Ctrl-C and a debugger are for this process only.
  const child = fork(program, [JSON.stringify(orders)], {
    execArgv: [],
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
};

/** The last thing the supervisor said before it ended. */
const lastWords = async (child: ChildProcess, log: string): Promise<string> => {
  let words = `The queue engine ended by itself; see ${log}`;
  child.on("message", (message) => {
    const report = Report.parse(message);
    if (report.kind === "failed") words = report.message;
  });
  // The channel closes after its last message, which may come after the end of the process.
  await Promise.all([once(child, "exit"), once(child, "disconnect")]).catch(() => undefined);
  return words;
};

const firstReport = async (child: ChildProcess, broken: Promise<string>) => {
  const [report] = await Promise.race([
    once(child, "message").then(([message]) => [Report.parse(message)] as const),
    broken.then((message) => [{ kind: "failed", message }] as const),
  ]);
  if (report.kind === "ready") return report;
  await broken;
  throw new StartProblem(report.message);
};

const end = async (child: ChildProcess, broken: Promise<string>) => {
  if (child.connected) child.send({ kind: "stop" } satisfies Request);
  await Promise.race([broken, pause(1500, undefined, { ref: false })]);
  child.kill("SIGKILL");
  await broken;
};

/** Starts the engines on the data folder, on free ports of 127.0.0.1. Throws StartProblem. */
export const startEngines = async (
  folder: DataFolder,
  { DYNAMODB_ENDPOINT, SALESLINE_ENGINE }: Environment,
): Promise<Engines> => {
  const binary = DYNAMODB_ENDPOINT === undefined ? engineBinary(SALESLINE_ENGINE) : undefined;
  const child = spawnSupervisor({
    folder,
    owner: process.pid,
    ...(binary !== undefined && { binary }),
  });
  const broken = lastWords(child, folder.log);
  const ready = await firstReport(child, broken);
  const tell = (request: Request) => (child.connected ? child.send(request) : false);
  return {
    dynamodb: ready.dynamodb ?? DYNAMODB_ENDPOINT ?? "",
    sqs: ready.sqs,
    broken,
    isUp: () => child.connected && child.exitCode === null,
    trimStream: (table, before) => void tell({ kind: "trim", table, before }),
    stop: () => end(child, broken),
  };
};
