import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { bundle } from "../infra/bundle.ts";
import { messageOf, StartProblem } from "./problem.ts";

const app = new URL("../infra/app.ts", import.meta.url);
const assembly = fileURLToPath(new URL("../cdk.out", import.meta.url));

/** Runs the CDK app in a thread of its own: it keeps nothing of the memory that it takes, and ends with this process. */
const synthesise = async () => {
  const worker = new Worker(app, { stdout: true, stderr: true });
  const [said, [code]] = await Promise.all([text(worker.stderr), once(worker, "exit")]);
  if (code !== 0) throw new Error(said.trim());
};

/** Bundles the functions and synthesises the templates; resolves to the folder of the app. Throws StartProblem. */
export const build = async (): Promise<string> => {
  try {
    await bundle();
    await synthesise();
    return assembly;
  } catch (error) {
    throw new StartProblem(`The app does not build: ${messageOf(error)}`);
  }
};
