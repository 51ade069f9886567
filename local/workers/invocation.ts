/** What an invocation came to; `payload` is the JSON value that the function returned. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

/** What goes along with an invocation besides its event. */
export interface InvocationContext {
  /** X-Ray header value, seen by the function as _X_AMZN_TRACE_ID. */
  readonly traceId?: string | undefined;
  /** It mostly waits: then it takes nobody's place among the instances of its function. */
  readonly waits?: boolean | undefined;
  /** Nobody wants the answer any more: the instance is ended, which leaves nothing half done where the function only reads. */
  readonly signal?: AbortSignal | undefined;
}

/** Calls a function and waits for its answer; never rejects for what the function does. */
export type Invoke = (
  functionArn: string,
  event: unknown,
  context?: InvocationContext,
) => Promise<InvocationResult>;
