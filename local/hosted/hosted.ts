import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { waitFor } from "../client/wait.ts";
import { freePort } from "../engines/port.ts";
import { messageOf } from "../problem.ts";

/** How a system in a process of its own is started. */
export interface HostedOptions {
  /** Folder, or "memory". */
  readonly data: string;
  /** Folder of the synthesised app; it is built anew when not given. */
  readonly assembly?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A system that runs in a process of its own. */
export interface Hosted {
  readonly url: string;
  readonly pid: number;
  /** Ends it in order. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power failure would. */
  readonly kill: () => Promise<void>;
}

const program = fileURLToPath(new URL("./host.ts", import.meta.url));

const launch = ({ data, assembly, environment }: HostedOptions, port: number): ChildProcess => {
  // The lines of the functions: what a bench or a campaign is asked after a fault.
  const path = process.env["HOSTED_LOG"];
  const log = path === undefined ? undefined : openSync(path, "a");
  const child = fork(program, assembly === undefined ? [] : [assembly], {
    execArgv: [],
    env: { ...process.env, SMTP_PORT: "0", ...environment, PORT: String(port), SALESLINE_DATA: data },
    stdio: ["ignore", log ?? "ignore", "pipe", "ipc"],
  });
  if (log !== undefined) closeSync(log);
  return child;
};

const isHealthy = async (url: string) => {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

const startOnce = async (options: HostedOptions): Promise<Hosted> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = launch(options, port);
  const ended = once(child, "exit");
  const said = child.stderr === null ? Promise.resolve("") : text(child.stderr);
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    await ended;
  };
  const failed = Promise.all([ended, said]).then(([, words]) => {
    throw new Error(`The system did not start: ${words.trim()}`);
  });
  // After the start its end is no failure of the start any more.
  failed.catch(() => undefined);
  const up = waitFor(`${url}/health`, async () => (await isHealthy(url)) || undefined, 60_000);
  await Promise.race([up, failed]).catch(async (error: unknown) => {
    await end("SIGKILL");
    throw error;
  });
  return { url, pid: child.pid ?? 0, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
};

/** Starts a system in a process of its own and waits until it is healthy. Throws what it said when it does not start. */
export const startHosted = async (options: HostedOptions): Promise<Hosted> => {
  // Another program may take the port between choosing and listening.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (attempt === 3 || !/Port \d+ cannot be used/.test(messageOf(error))) throw error;
    }
  }
};
