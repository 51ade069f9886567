/** Runs inside a worker thread: loads one handler and answers one job at a time, as Lambda's runtime does. */
import { existsSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Job, Report, Setup } from "./protocol.ts";
import { isJob, isSetup } from "./protocol.ts";
import type { ThrownShape } from "./thrown.ts";
import { describeThrown } from "./thrown.ts";

// What is loaded before the function may change the clock: a deadline is one of this machine.
const { now } = Date;

type Handler = (event: unknown, context: unknown) => unknown;

const isHandler = (value: unknown): value is Handler => typeof value === "function";

function moduleFile(setup: Setup): string {
  const found = [".mjs", ".js", ".cjs"].map((end) => setup.modulePath + end).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`Cannot find module '${setup.modulePath}'`);
  return found;
}

async function loadHandler(setup: Setup): Promise<Handler | ThrownShape> {
  let loaded: Record<string, unknown>;
  try {
    loaded = await import(pathToFileURL(moduleFile(setup)).href);
  } catch (error) {
    const { errorMessage } = describeThrown(error);
    const errorType =
      error instanceof SyntaxError ? "Runtime.UserCodeSyntaxError" : "Runtime.ImportModuleError";
    return { errorType, errorMessage };
  }
  const handler = loaded[setup.exportName];
  if (isHandler(handler)) return handler;
  const errorMessage = `${setup.modulePath}.${setup.exportName} is undefined or not exported`;
  return { errorType: "Runtime.HandlerNotFound", errorMessage };
}

function contextOf(setup: Setup, job: Job): unknown {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: job.requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, job.deadline - now()),
  };
}

async function answer(setup: Setup, handler: Handler, job: Job): Promise<Report> {
  if (job.traceId === undefined) delete process.env["_X_AMZN_TRACE_ID"];
  else process.env["_X_AMZN_TRACE_ID"] = job.traceId;
  try {
    const result = await handler(JSON.parse(job.event), contextOf(setup, job));
    return { kind: "done", payload: toJson(result) };
  } catch (error) {
    return { kind: "failed", ...describeThrown(error) };
  }
}

function toJson(result: unknown): string {
  try {
    // A function or a symbol has no JSON: Lambda sends nothing then, which the caller reads as null.
    const text: string | undefined = JSON.stringify(result ?? null);
    return text ?? "null";
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

async function main(): Promise<void> {
  if (parentPort === null || !isSetup(workerData))
    throw new Error("A function instance runs in a worker only");
  const port = parentPort;
  const setup = workerData;
  const send = (report: Report): void => port.postMessage(report);
  // It has done its work when this file was loaded; the function should see Lambda's variables only.
  delete process.env["NODE_COMPILE_CACHE"];
  if (setup.preload !== undefined) await import(setup.preload);
  const handler = await loadHandler(setup);
  if (!isHandler(handler)) return send({ kind: "broken", ...handler });
  port.on("message", async (job: unknown) => {
    if (isJob(job)) send(await answer(setup, handler, job));
  });
  send({ kind: "ready" });
  flushCompileCache();
}

await main();
