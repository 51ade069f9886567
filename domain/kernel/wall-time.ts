import * as z from "zod";

const MS_PER_DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  // Making a format costs far more than using it. Swedish writes as ISO 8601 does: "2026-03-29 05:00".
  const known = formats.get(timeZone);
  const format =
    known ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  return format;
}

function isTimeZone(name: string): boolean {
  try {
    return formatIn(name).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The name of a time zone (IANA), such as Europe/Berlin. */
export const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, { error: "must be a time zone such as Europe/Berlin" });

/** What the clocks of a time zone show at an instant (milliseconds since 1970): a day, and a time such as "09:30:00". */
export function wallTimeOf(instant: number, timeZone: string) {
  const shown = formatIn(timeZone).format(instant);
  return { day: shown.slice(0, 10), time: shown.slice(11, 19) };
}

/** What clocks show, as if it were UTC. */
function shownAt(instant: number, timeZone: string): number {
  const { day, time } = wallTimeOf(instant, timeZone);
  return Date.parse(`${day}T${time}Z`);
}

/**
 * The instant (milliseconds since 1970) of a day at a time such as "09:00" by the clocks of a time zone. A time that
 * clocks show twice is the first of the two; one that they leave out is the moment at which they are put forward.
 */
export function instantOf(day: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const before = shownAt(wanted - MS_PER_DAY, timeZone) - (wanted - MS_PER_DAY);
  const after = shownAt(wanted + MS_PER_DAY, timeZone) - (wanted + MS_PER_DAY);
  const shown = [wanted - before, wanted - after].filter((instant) => shownAt(instant, timeZone) === wanted);
  return shown.length === 0 ? changeBetween(wanted - after, wanted - before, timeZone) : Math.min(...shown);
}

/** The moment between two instants, to the second, at which clocks are put forward. */
function changeBetween(earlier: number, later: number, timeZone: string): number {
  const offset = shownAt(earlier, timeZone) - earlier;
  let [low, high] = [earlier, later];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (shownAt(middle, timeZone) - middle === offset) low = middle;
    else high = middle;
  }
  return high;
}
