import type { InvocationResult } from "./invocation.ts";

type Failure = Extract<InvocationResult, { ok: false }>;

const failure = (errorType: string, requestId: string | undefined, what: string): Failure => ({
  ok: false,
  errorType,
  errorMessage: `RequestId: ${requestId ?? "none"} Error: ${what}`,
});

/** The function took longer than its timeout, in seconds. */
export const timedOut = (requestId: string, seconds: number): Failure =>
  failure("Sandbox.Timedout", requestId, `Task timed out after ${seconds.toFixed(2)} seconds`);

/** The sandbox was taken away, or it used more memory than it has. */
export const killed = (requestId: string | undefined): Failure =>
  failure("Runtime.ExitError", requestId, "Runtime exited with error: signal: killed");

/** The function's process ended by itself. */
export const exited = (requestId: string | undefined, code: number): Failure => {
  const what =
    code === 0
      ? "Runtime exited without providing a reason"
      : `Runtime exited with error: exit status ${code}`;
  return failure("Runtime.ExitError", requestId, what);
};

/** The module of the function did not finish loading, in seconds. */
export const initTimedOut = (seconds: number): Failure =>
  failure("Sandbox.Timedout", undefined, `Init timed out after ${seconds.toFixed(2)} seconds`);

/** Nobody is there to run it. */
export const notRunning = (functionArn: string, why: "unknown" | "stopped"): Failure => ({
  ok: false,
  errorType: why === "unknown" ? "ResourceNotFoundException" : "ServiceException",
  errorMessage: why === "unknown" ? `Function not found: ${functionArn}` : "The functions are being stopped",
});

/** Nobody waits for the answer any more. */
export const givenUp = (functionArn: string): Failure => ({
  ok: false,
  errorType: "ServiceException",
  errorMessage: `Nobody waits for ${functionArn} any more`,
});
