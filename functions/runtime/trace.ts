import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** What every line of the log says about the work that it comes from. */
export interface About {
  readonly traceId?: string | undefined;
  readonly action?: string | undefined;
  readonly consumer?: string | undefined;
  readonly messageId?: string | undefined;
  readonly timer?: string | undefined;
  readonly event?: string | undefined;
  readonly type?: string | undefined;
  /** The version of an event that goes out in several. */
  readonly version?: string | undefined;
  readonly record?: string | undefined;
  readonly deal?: string | undefined;
}

const context = new AsyncLocalStorage<About>();

/** Does work of which every line of the log, however deep, says what it is about. */
export function about<T>(what: About, work: () => T): T {
  return context.run({ ...context.getStore(), ...what }, work);
}

/** What is known here about the work that is done. */
export function known(): About {
  return context.getStore() ?? {};
}

/** The trace id of the work that is done, of this invocation (`Root=` of X-Ray's header), or one of our own when nobody gave one. */
export function traceId(): string {
  const mine = known().traceId;
  if (mine !== undefined) return mine;
  const header = process.env["_X_AMZN_TRACE_ID"] ?? "";
  const root = /Root=([^;]+)/.exec(header)?.[1];
  if (root !== undefined) return root;
  return `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}
