import { ulid } from "ulid";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import type { HttpEvent } from "./edge.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The command id of a request: the caller's own by Idempotency-Key, a new one without. */
export function commandIdOf(event: HttpEvent, caller: string): { ok: true; id: string } | Refusal {
  const key = event.headers["idempotency-key"];
  if (key === undefined) return { ok: true, id: `http:${ulid()}` };
  if (KEY.test(key)) return { ok: true, id: `http:${caller}:${key}` };
  return refuse("invalid_input", "The header Idempotency-Key must have 1 to 200 visible ASCII characters");
}

/** The version of If-Match; undefined when there is none or it is `*`. */
export function ifVersionOf(event: HttpEvent): { ok: true; version: number | undefined } | Refusal {
  const header = event.headers["if-match"]?.trim();
  if (header === undefined || header === "*") return { ok: true, version: undefined };
  const version = /^(?:W\/)?"?([0-9]{1,9})"?$/.exec(header)?.[1];
  if (version !== undefined) return { ok: true, version: Number(version) };
  return refuse("invalid_input", 'The header If-Match must be one version, as ETag gave it, such as "3"');
}

/** The ETag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
