import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../local/engines/port.ts";

/** A system started as a process of its own, and what it has printed so far. */
export interface Host {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => { readonly out: string; readonly err: string };
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Waits until the output has the text; rejects when the process ends before. */
  readonly says: (text: string) => Promise<void>;
}

/** Starts a program that runs the system, on a free port when the environment names none. */
export const startHost = async (
  [program = "", ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Host> => {
  const PORT = environment["PORT"] ?? String(await freePort());
  const child = spawn(program, args, {
    env: { ...process.env, SMTP_PORT: "0", ...environment, PORT },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout?.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (err += data.toString()));
  const ended = once(child, "close").then(([code, signal]: unknown[]) =>
    typeof code === "number" ? code : String(signal),
  );
  const says = async (text: string) => {
    while (!out.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended without saying "${text}": ${err}`);
      await pause(20);
    }
  };
  return { child, url: `http://127.0.0.1:${PORT}`, output: () => ({ out, err }), ended, says };
};
