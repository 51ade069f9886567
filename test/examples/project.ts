import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { buildPackage } from "../../salesline-events/build/build.ts";
import { waitFor } from "../../local/client/wait.ts";

const root = join(import.meta.dirname, "../..");

/** An example that runs, in a process of its own. */
export interface Running {
  readonly output: () => string;
  /** Ends it at once (kill -9), and waits until it is gone. */
  readonly kill: () => Promise<void>;
  readonly isRunning: () => boolean;
  /** The port that it says it listens at. */
  readonly port: () => Promise<number>;
}

function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    output: () => output,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    port: () =>
      waitFor("the port", async () => {
        const port = /"port":(?<port>[0-9]+)/.exec(output)?.groups?.["port"];
        return port === undefined ? undefined : Number(port);
      }),
  };
}

/** A project with the examples and the package as consumers get it, during the tests of a file; what runs ends with each of them. */
export const useExamples = () => {
  const folder = mkdtempSync(join(tmpdir(), "salesline-examples-"));
  const running: Running[] = [];
  beforeAll(async () => {
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    const own = join(folder, "node_modules/salesline-events");
    mkdirSync(own, { recursive: true });
    await buildPackage(own);
    const parser = "node_modules/eventsource-parser";
    symlinkSync(join(root, parser), join(folder, parser));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ kill }) => kill()));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    path: (name: string) => join(folder, name),
    run(args: readonly string[], env: Readonly<Record<string, string>>): Running {
      const started = run(folder, args, env);
      running.push(started);
      return started;
    },
  };
};
