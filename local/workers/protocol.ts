/** What a worker is started with. */
export interface Setup {
  /** Absolute path of the module that exports the handler. */
  readonly modulePath: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** URL of a module to load before it. */
  readonly preload: string | undefined;
}

/** One invocation, sent to the worker. */
export interface Job {
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
  readonly traceId: string | undefined;
  /** Epoch milliseconds at which the function is ended. */
  readonly deadline: number;
}

/** What a worker tells: first `ready` or `broken`, then one answer for each job. */
export type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: "done"; readonly payload: string }
  | { readonly kind: "failed"; readonly errorType: string; readonly errorMessage: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Narrows `workerData`. Hand-written: a schema library would be loaded again in each worker. */
export function isSetup(value: unknown): value is Setup {
  return (
    isObject(value) &&
    typeof value["modulePath"] === "string" &&
    typeof value["exportName"] === "string" &&
    typeof value["functionName"] === "string" &&
    typeof value["functionArn"] === "string" &&
    typeof value["memoryMb"] === "number" &&
    (value["preload"] === undefined || typeof value["preload"] === "string")
  );
}

/** Narrows a message to a worker. */
export function isJob(value: unknown): value is Job {
  return (
    isObject(value) &&
    typeof value["requestId"] === "string" &&
    typeof value["event"] === "string" &&
    typeof value["deadline"] === "number"
  );
}

/** Narrows a message from a worker. */
export function isReport(value: unknown): value is Report {
  if (!isObject(value)) return false;
  if (value["kind"] === "ready") return true;
  if (value["kind"] === "done") return typeof value["payload"] === "string";
  return typeof value["errorType"] === "string" && typeof value["errorMessage"] === "string";
}
