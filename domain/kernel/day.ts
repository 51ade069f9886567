import { type Refusal, refuseField } from "./refusal.ts";

const MS_PER_DAY = 86_400_000;

/** The last day that can be written; many write it for "without end". */
export const LAST_DAY = "9999-12-31";
const LAST_MS = Date.parse(`${LAST_DAY}T00:00:00Z`);

/** The day `days` after a day, such as 2026-12-23 for (2026-11-23, 30); the last day of all where it would be beyond. */
export function addDays(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY;
  return new Date(Math.min(at, LAST_MS)).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  // Making a format costs far more than using it. Swedish writes days as ISO 8601 does.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  return format;
}

/** The day of an instant in a time zone (IANA name), such as 2026-11-23. */
export function dayOf(instant: Date, timeZone: string): string {
  return formatIn(timeZone).format(instant);
}

/** Refuses a day of something that has happened when it lies ahead; tomorrow is let pass, because somewhere it has begun. */
export function notAfter(pointer: string, day: string | undefined, today: string): Refusal | undefined {
  if (day === undefined || day <= addDays(today, 1)) return undefined;
  return refuseField(pointer, `${day} has not come yet: it is ${today}`, { day, today });
}
