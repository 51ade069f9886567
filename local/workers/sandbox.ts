import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FunctionSpec } from "../model.ts";
import { exited, initTimedOut, killed, timedOut } from "./failures.ts";
import type { InstanceSeams } from "./instance-seams.ts";
import type { InvocationResult } from "./invocation.ts";
import { eachLine } from "./lines.ts";
import type { Job, Setup } from "./protocol.ts";
import { isReport } from "./protocol.ts";

const initSeconds = 10;
// With the default a thread that runs out of memory can overshoot its limit so far that it takes the process along.
const youngMb = 24;

/** One invocation on its way. */
export interface Task {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly traceId: string | undefined;
  readonly waits: boolean;
  readonly settle: (result: InvocationResult) => void;
}

/** What a sandbox tells its pool. */
export interface SandboxOwner {
  /** It is ready for a job: after its start and after each answer. */
  onFree(sandbox: Sandbox): void;
  /** It is gone; with the reason when it could not even be started. */
  onEnd(sandbox: Sandbox, notStarted: InvocationResult | undefined): void;
  onLine(line: string): void;
}

function setupOf(spec: FunctionSpec, preload: string | undefined): Setup {
  const dot = spec.handler.lastIndexOf(".");
  return {
    modulePath: join(spec.codeDir, spec.handler.slice(0, dot)),
    exportName: spec.handler.slice(dot + 1),
    functionName: spec.name,
    functionArn: spec.arn,
    memoryMb: spec.memoryMb,
    preload,
  };
}

const ranOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

/** One worker thread with one function in it, doing one job at a time; ended by its timeout, a crash or `end`. */
export class Sandbox {
  /** `performance.now()` at its last answer. */
  freeSince = performance.now();
  /** It has loaded its function. */
  started = false;
  readonly name: string;
  readonly #timeoutSeconds: number;
  readonly #owner: SandboxOwner;
  readonly #worker: Worker;
  #timer: NodeJS.Timeout;
  #task: Task | undefined;
  #ended = false;

  constructor(
    name: string,
    spec: FunctionSpec,
    environment: Record<string, string>,
    owner: SandboxOwner,
    seams?: InstanceSeams,
  ) {
    this.name = name;
    this.#timeoutSeconds = spec.timeoutSeconds;
    this.#owner = owner;
    this.#worker = new Worker(new URL("./instance.ts", import.meta.url), {
      name: spec.name,
      workerData: setupOf(spec, seams?.preload),
      env: { ...environment, ...seams?.environment(name) },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb, maxYoungGenerationSizeMb: youngMb },
      stdout: true,
      stderr: true,
    });
    this.#timer = setTimeout(() => this.#fail(initTimedOut(initSeconds)), initSeconds * 1000);
    this.#listen();
  }

  /** Starts a job; only when free. */
  run(task: Task): void {
    const { requestId, event, traceId } = task;
    const milliseconds = this.#timeoutSeconds * 1000;
    this.#task = task;
    this.#timer = setTimeout(() => this.#fail(timedOut(requestId, this.#timeoutSeconds)), milliseconds);
    const job: Job = { requestId, event, traceId, deadline: Date.now() + milliseconds };
    this.#worker.postMessage(job, []);
  }

  /** Whether its job mostly waits. */
  get waits(): boolean {
    return this.#task?.waits === true;
  }

  /** Whether this is its job. */
  works(task: Task): boolean {
    return this.#task === task;
  }

  /** Ends the thread, as when the machine under it goes; a running job fails. */
  async end(): Promise<void> {
    this.#finish(killed(this.#task?.requestId), undefined);
    await this.#worker.terminate();
  }

  #listen(): void {
    eachLine(this.#worker.stdout, (line) => this.#owner.onLine(line));
    eachLine(this.#worker.stderr, (line) => this.#owner.onLine(line));
    this.#worker.on("message", (report: unknown) => this.#onReport(report));
    this.#worker.on("error", (error) => this.#onCrash(error));
    this.#worker.on("exit", (code) => this.#fail(exited(this.#task?.requestId, code)));
  }

  #onReport(report: unknown): void {
    if (this.#ended || !isReport(report)) return;
    clearTimeout(this.#timer);
    if (report.kind === "broken") return this.#fail({ ok: false, ...describe(report) });
    const task = this.#task;
    this.#task = undefined;
    this.started = true;
    this.freeSince = performance.now();
    if (report.kind === "done") task?.settle({ ok: true, payload: JSON.parse(report.payload) });
    if (report.kind === "failed") task?.settle({ ok: false, ...describe(report) });
    this.#owner.onFree(this);
  }

  #onCrash(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of text.split("\n")) this.#owner.onLine(line);
    const requestId = this.#task?.requestId;
    this.#fail(ranOutOfMemory(error) ? killed(requestId) : exited(requestId, 1));
  }

  #fail(result: InvocationResult): void {
    this.#finish(result, this.started ? undefined : result);
  }

  #finish(result: InvocationResult, notStarted: InvocationResult | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#task?.settle(result);
    this.#task = undefined;
    void this.#worker.terminate();
    this.#owner.onEnd(this, notStarted);
  }
}

const describe = ({ errorType, errorMessage }: { errorType: string; errorMessage: string }) => ({
  errorType,
  errorMessage,
});
