import { afterAll, afterEach } from "vitest";
import type { FunctionSpec } from "../../local/model.ts";
import type { Workers } from "../../local/workers/pool.ts";
import { startWorkers } from "../../local/workers/pool.ts";
import { writeFunctions } from "./functions.ts";

/** Functions and their workers for one test file; the workers are stopped after each test. */
export function workersWorld() {
  const functions = writeFunctions();
  const running: Workers[] = [];
  afterEach(async () => void (await Promise.all(running.splice(0).map((workers) => workers.stop()))));
  afterAll(() => functions.remove());
  const start = (
    specs: FunctionSpec[],
    { lines = [], ...rest }: { maxInstances?: number; surplusIdleMs?: number; lines?: string[] } = {},
  ): Workers => {
    const log = (_name: string, line: string): void => void lines.push(line);
    const workers = startWorkers(specs, { environment: { AWS_ENDPOINT_URL: "http://here" }, log, ...rest });
    running.push(workers);
    return workers;
  };
  return { functions, start };
}
