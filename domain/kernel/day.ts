const MS_PER_DAY = 86_400_000;

/** The day `days` after a day, such as 2026-12-23 for (2026-11-23, 30). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The day of an instant in a time zone (IANA name), such as 2026-11-23. */
export function dayOf(instant: Date, timeZone: string): string {
  // Swedish writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);
}
