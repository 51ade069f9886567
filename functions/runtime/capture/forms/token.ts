import { createHmac, timingSafeEqual } from "node:crypto";
import type { Shown } from "../../../../domain/form/signals.ts";

function macOf(key: Buffer, ...parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\n")).digest("base64url").slice(0, 32);
}

function isMac(key: Buffer, mac: string, ...parts: readonly string[]): boolean {
  const [own, other] = [Buffer.from(macOf(key, ...parts)), Buffer.from(mac)];
  return own.length === other.length && timingSafeEqual(own, other);
}

/** Says when a form was shown, signed: what a page posts as `_shown`. */
export function stampOf(key: Buffer, form: string, now: Date): string {
  const at = now.getTime().toString(36);
  return `${at}.${macOf(key, "shown", form, at)}`;
}

/** How long ago a form was shown, by its stamp. */
export function readStamp(key: Buffer, form: string, stamp: string | undefined, now: Date): Shown {
  if (stamp === undefined) return "missing";
  const [, at = "", mac = ""] = /^([0-9a-z]{1,10})\.([\w-]{32})$/.exec(stamp) ?? [];
  if (at === "" || !isMac(key, mac, "shown", form, at)) return "forged";
  return { seconds: Math.max(0, (now.getTime() - Number.parseInt(at, 36)) / 1000) };
}

/** What a link to confirm carries: the submission, until when it is good (seconds since 1970), and the proof that both are ours. */
export interface ConfirmLink {
  readonly s: string;
  readonly e: string;
  readonly t: string;
}

/** A link to confirm a submission until then. */
export function confirmLink(key: Buffer, form: string, submission: string, until: Date): ConfirmLink {
  const e = String(Math.floor(until.getTime() / 1000));
  return { s: submission, e, t: macOf(key, "confirm", form, submission, e) };
}

/** Whether a link is ours, and still good. */
export function checkLink(
  key: Buffer,
  form: string,
  { s, e, t }: ConfirmLink,
  now: Date,
): "good" | "late" | "forged" {
  if (!/^\d{1,12}$/.test(e) || !isMac(key, t, "confirm", form, s, e)) return "forged";
  return Number(e) * 1000 < now.getTime() ? "late" : "good";
}
