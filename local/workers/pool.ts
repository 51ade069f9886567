import type { FunctionSpec } from "../model.ts";
import { environmentOf } from "./environment.ts";
import { notRunning } from "./failures.ts";
import type { FunctionStats } from "./function-pool.ts";
import { FunctionPool } from "./function-pool.ts";
import type { InstanceSeams } from "./instance-seams.ts";
import type { Invoke } from "./invocation.ts";

/** All functions of the system, ready to be called by ARN. */
export interface Workers {
  readonly invoke: Invoke;
  /** Ends all instances; running and later invocations fail. */
  stop(): Promise<void>;
  /** Ends all instances at once, as if their machines were gone; later invocations get fresh ones. */
  killAll(): void;
  /** Ends one instance, named like "place-order~3"; resolves when it is gone. */
  end(instance: string): Promise<void>;
  stats(): readonly FunctionStats[];
}

/** How the functions are run. */
export interface WorkersOptions {
  /** Variables that every function gets on top of those in the template. */
  readonly environment: Record<string, string>;
  /** Gets each line that a function writes. */
  readonly log: (functionName: string, line: string) => void;
  /** Instances of one function at the same time; 4 when not given. */
  readonly maxInstances?: number;
  /** How long an instance may be idle while there are others; 30,000 when not given. */
  readonly surplusIdleMs?: number;
  /** Who stands between an instance and its world; nobody when not given. */
  readonly instances?: InstanceSeams;
}

/** Makes the functions callable; nothing is loaded before the first invocation. */
export function startWorkers(functions: readonly FunctionSpec[], options: WorkersOptions): Workers {
  const { maxInstances = 2, surplusIdleMs = 30_000, instances } = options;
  const pools = new Map<string, FunctionPool>();
  for (const spec of functions) {
    const environment = environmentOf(spec, options.environment);
    const log = (line: string): void => options.log(spec.name, line);
    const settings = { environment, maxInstances, surplusIdleMs, log, ...(instances && { instances }) };
    pools.set(spec.arn, new FunctionPool(spec, settings));
  }
  const all = [...pools.values()];
  return {
    invoke: async (functionArn, event, context = {}) =>
      (await pools.get(functionArn)?.invoke(event, context)) ?? notRunning(functionArn, "unknown"),
    stop: async () => void (await Promise.all(all.map((pool) => pool.stop()))),
    killAll: () => all.forEach((pool) => void pool.kill()),
    end: async (instance) => void (await Promise.all(all.map((pool) => pool.end(instance)))),
    stats: () => all.map((pool) => pool.stats()),
  };
}
