import { randomUUID } from "node:crypto";
import type { FunctionSpec } from "../model.ts";
import type { InstanceSeams } from "./instance-seams.ts";
import type { InvocationContext, InvocationResult } from "./invocation.ts";
import { messageOf } from "../problem.ts";
import { givenUp, notRunning } from "./failures.ts";
import type { SandboxOwner, Task } from "./sandbox.ts";
import { Sandbox } from "./sandbox.ts";

/** Counters of one function since the start; milliseconds from the call to the answer, waiting included. */
export interface FunctionStats {
  readonly functionName: string;
  readonly instances: number;
  readonly queued: number;
  readonly coldStarts: number;
  readonly invocations: number;
  readonly failures: number;
  readonly totalMs: number;
}

/** What the pool of a function needs besides the function. */
export interface PoolSettings {
  readonly environment: Record<string, string>;
  readonly maxInstances: number;
  readonly surplusIdleMs: number;
  readonly instances?: InstanceSeams;
  readonly log: (line: string) => void;
}

/** The instances of one function: started on demand, each with one invocation at a time, the rest waiting in order. */
export class FunctionPool implements SandboxOwner {
  readonly #spec: FunctionSpec;
  readonly #settings: PoolSettings;
  readonly #all = new Set<Sandbox>();
  readonly #free: Sandbox[] = [];
  readonly #waiting: Task[] = [];
  readonly #counts = { coldStarts: 0, invocations: 0, failures: 0, totalMs: 0 };
  #sweep: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(spec: FunctionSpec, settings: PoolSettings) {
    this.#spec = spec;
    this.#settings = settings;
  }

  /** Runs the function; what it throws is in the result. */
  invoke(event: unknown, context: InvocationContext): Promise<InvocationResult> {
    if (this.#stopped) return Promise.resolve(notRunning(this.#spec.arn, "stopped"));
    const begun = performance.now();
    this.#counts.invocations += 1;
    return new Promise((resolve) => {
      const settle = (result: InvocationResult): void => {
        this.#counts.totalMs += performance.now() - begun;
        if (!result.ok && context.signal?.aborted !== true) this.#counts.failures += 1;
        resolve(result);
      };
      const { traceId = this.#settings.instances?.trace(), waits = false, signal } = context;
      const text = JSON.stringify(event) ?? "null";
      const task = { requestId: randomUUID(), event: text, traceId, waits, settle };
      signal?.addEventListener("abort", () => this.#giveUp(task), { once: true });
      this.#assign(task);
    });
  }

  /** Ends every instance at once; running invocations fail, waiting ones get fresh instances. */
  kill(): Promise<unknown> {
    return Promise.all([...this.#all].map((sandbox) => sandbox.end()));
  }

  /** Ends the instance of this name at once, if it is there. */
  async end(instance: string): Promise<void> {
    for (const sandbox of this.#all) if (sandbox.name === instance) await sandbox.end();
  }

  /** Ends every instance and refuses further invocations, waiting ones too. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#sweep);
    for (const task of this.#waiting.splice(0)) task.settle(notRunning(this.#spec.arn, "stopped"));
    await this.kill();
  }

  stats(): FunctionStats {
    return {
      functionName: this.#spec.name,
      instances: this.#all.size,
      queued: this.#waiting.length,
      ...this.#counts,
    };
  }

  onFree(sandbox: Sandbox): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      sandbox.run(next);
      return this.#startForWaiting();
    }
    this.#free.push(sandbox);
    this.#sweepLater();
  }

  onEnd(sandbox: Sandbox, notStarted: InvocationResult | undefined): void {
    this.#all.delete(sandbox);
    const index = this.#free.indexOf(sandbox);
    if (index >= 0) this.#free.splice(index, 1);
    if (notStarted !== undefined) this.#waiting.shift()?.settle(notStarted);
    this.#startForWaiting();
  }

  onLine(line: string): void {
    this.#settings.log(line);
  }

  #assign(task: Task): void {
    // The one that was used last: the others may become idle long enough to be ended.
    const sandbox = this.#free.pop();
    if (sandbox !== undefined) return sandbox.run(task);
    this.#waiting.push(task);
    this.#startForWaiting();
  }

  #giveUp(task: Task): void {
    const index = this.#waiting.indexOf(task);
    if (index >= 0) return this.#waiting.splice(index, 1)[0]?.settle(givenUp(this.#spec.arn));
    for (const sandbox of this.#all) if (sandbox.works(task)) void sandbox.end();
  }

  #startForWaiting(): void {
    const starting = [...this.#all].filter((sandbox) => !sandbox.started).length;
    // An instance whose job mostly waits takes no place: whoever lets such jobs in limits them.
    const busy = [...this.#all].filter((sandbox) => !sandbox.waits).length;
    const places = this.#stopped ? 0 : this.#settings.maxInstances - busy;
    for (let more = Math.min(this.#waiting.length - starting, places); more > 0; more -= 1) {
      this.#start();
    }
  }

  #start(): void {
    this.#counts.coldStarts += 1;
    try {
      const { environment, instances } = this.#settings;
      const name = `${this.#spec.name}~${this.#counts.coldStarts}`;
      this.#all.add(new Sandbox(name, this.#spec, environment, this, instances));
    } catch (error) {
      // Its variables can forbid it: NODE_OPTIONS may have what a thread cannot take.
      const errorMessage = messageOf(error);
      this.onLine(`${this.#spec.name} cannot be started: ${errorMessage}`);
      this.#waiting.shift()?.settle({ ok: false, errorType: "Runtime.ExitError", errorMessage });
    }
  }

  #sweepLater(): void {
    if (this.#sweep !== undefined || this.#all.size <= 1) return;
    this.#sweep = setTimeout(() => {
      this.#sweep = undefined;
      const since = performance.now() - this.#settings.surplusIdleMs;
      const surplus = this.#free.filter((sandbox) => sandbox.freeSince <= since);
      for (const sandbox of surplus.slice(0, this.#all.size - 1)) void sandbox.end();
      this.#sweepLater();
    }, this.#settings.surplusIdleMs);
    this.#sweep.unref();
  }
}
