import { randomBytes } from "node:crypto";

/** The trace id of this invocation (`Root=` of X-Ray's header), or one of our own when nobody gave one. */
export function traceId(): string {
  const header = process.env["_X_AMZN_TRACE_ID"] ?? "";
  const root = /Root=([^;]+)/.exec(header)?.[1];
  if (root !== undefined) return root;
  return `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}
