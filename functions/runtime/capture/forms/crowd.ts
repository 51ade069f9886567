import { isIPv6 } from "node:net";
import { shippedLimits } from "../../../../domain/form/fields.ts";
import { type Counters, pseudonym } from "../../counters.ts";
import type { ShownForm } from "./page.ts";

const HOUR = 3600;
const GROUPS = 8;
const OWN_GROUPS = 4;

/** A household has 2^64 addresses of version 6: they count as one. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.includes(".")) return ip;
  const [head = "", tail] = ip.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const [before, after] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  if (before === undefined || after === undefined) return ip;
  const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => "0");
  const groups = tail === undefined ? before : [...before, ...zeros, ...after];
  return groups
    .slice(0, OWN_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** Counts one more post; the seconds to wait when that is one too many of an address. */
export async function tooManyOf(
  { id, limits = shippedLimits }: ShownForm,
  ip: string,
  { key, counters }: { readonly key: Buffer; readonly counters: Counters },
): Promise<number | undefined> {
  const own = await counters.count(`form#${id}#${pseudonym(key, networkOf(ip))}`, HOUR);
  return own.times > limits.perAddress ? own.secondsLeft : undefined;
}

/**
 * Counts one more post of the whole form; whether that is more than it takes by itself. Nobody is sent away for that:
 * machines that fill a form up would have real visitors turned away.
 */
export async function isCrowded(
  { id, limits = shippedLimits }: ShownForm,
  counters: Counters,
): Promise<boolean> {
  return (await counters.count(`form#${id}`, HOUR)).times > limits.perForm;
}
