import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { waitForLock } from "./data/lock.ts";
import { isBuiltFrom, markBuilt, sourcesOf } from "./freshness.ts";
import { messageOf, StartProblem } from "./problem.ts";

const app = new URL("../infra/app.ts", import.meta.url);
const root = fileURLToPath(new URL("../", import.meta.url));
const assembly = join(root, "cdk.out");

/** Runs the CDK app in a thread of its own: it keeps nothing of the memory that it takes, and ends with this process. */
const synthesise = async () => {
  const worker = new Worker(app, { stdout: true, stderr: true });
  const [said, [code]] = await Promise.all([text(worker.stderr), once(worker, "exit")]);
  if (code !== 0) throw new Error(said.trim());
};

const buildFrom = async (sources: string) => {
  // Only now: the bundler is not needed for a start without changes.
  const [{ bundle }, esbuild] = await Promise.all([import("../infra/bundle.ts"), import("esbuild")]);
  await bundle();
  await esbuild.stop();
  await synthesise();
  markBuilt(assembly, sources);
};

/**
 * Bundles the functions and synthesises the templates, unless that was done from the same sources; resolves to the
 * folder of the app. Of two that build at the same time, one does and the other waits. Throws StartProblem.
 */
export const build = async (): Promise<string> => {
  mkdirSync(assembly, { recursive: true });
  const lock = await waitForLock(assembly);
  try {
    const sources = sourcesOf(root);
    if (!isBuiltFrom(assembly, sources)) await buildFrom(sources);
    return assembly;
  } catch (error) {
    throw new StartProblem(`The app does not build: ${messageOf(error)}`);
  } finally {
    lock.release();
  }
};
