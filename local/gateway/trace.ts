import { randomBytes } from "node:crypto";

/** The X-Amzn-Trace-Id of a request: the one it brought, when it has a root, or a new one. */
export function traceOf(header: string | undefined): string {
  if (header !== undefined && /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/.test(header)) return header;
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")}`;
}
