import * as z from "zod";
import { addDays } from "./day.ts";
import { Day } from "./text.ts";
import { instantOf, TimeZone, wallTimeOf } from "./wall-time.ts";

/** Days of the week, as they are written in working hours. */
export const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const Start = z.string().regex(TIME, { error: 'must be a time such as "09:00"' });
const End = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'must be a time such as "17:30", or "24:00"' });

/** On which days of the week somebody works from when to when; a shift over midnight is written as two. */
export const Hours = z
  .array(
    z
      .strictObject({ days: z.array(z.enum(weekdays)).min(1).max(7), from: Start, to: End })
      .refine(({ from, to }) => !TIME.test(from) || from < to, {
        error: 'must be after "from": write a shift over midnight as two, until "24:00" and from "00:00"',
        path: ["to"],
      }),
  )
  .min(1)
  .max(21);

/** On which days of the week somebody works from when to when. */
export type Hours = z.output<typeof Hours>;

/** When work is done: hours by the clocks of a time zone, and days off. */
export const Calendar = z.strictObject({
  timeZone: TimeZone,
  hours: Hours,
  holidays: z.array(Day).max(200).optional(),
});

/** When work is done. */
export type Calendar = z.output<typeof Calendar>;

/** So many days ahead work is looked for: longer than any row of holidays that can be written down. */
const HORIZON_DAYS = 400;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The shifts of a day as instants (milliseconds since 1970), the earliest first. */
function spansOf(day: string, { timeZone, hours, holidays = [] }: Calendar): Span[] {
  if (holidays.includes(day)) return [];
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return hours
    .filter(({ days }) => days.some((each) => each === weekday))
    .map(({ from, to }) => ({
      start: instantOf(day, from, timeZone),
      end: to === "24:00" ? instantOf(addDays(day, 1), "00:00", timeZone) : instantOf(day, to, timeZone),
    }))
    .toSorted((a, b) => a.start - b.start);
}

/** All shifts that end after an instant, in order, as far as anybody looks ahead. */
function* spansFrom(instant: number, calendar: Calendar): Generator<Span> {
  const { day } = wallTimeOf(instant, calendar.timeZone);
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead += 1) {
    for (const span of spansOf(addDays(day, ahead), calendar)) if (span.end > instant) yield span;
  }
}

/** The first instant from `now` on at which work is done: `now` itself during a shift; undefined when there is none within a year. */
export function nextWork(now: string, calendar: Calendar): string | undefined {
  const instant = Date.parse(now);
  for (const { start, end } of spansFrom(instant, calendar)) {
    // A shift in the hour that clocks leave out does not take place.
    if (end > start) return new Date(Math.max(start, instant)).toISOString();
  }
  return undefined;
}

const MS_PER_MINUTE = 60_000;

/** The instant at which so many minutes of work have passed; undefined when that is more than a year ahead. */
export function afterWork(now: string, minutes: number, calendar: Calendar): string | undefined {
  let left = minutes * MS_PER_MINUTE;
  let done = Date.parse(now);
  for (const { start, end } of spansFrom(done, calendar)) {
    // Shifts may overlap: no minute counts twice.
    const begin = Math.max(start, done);
    if (end <= begin) continue;
    if (end - begin >= left) return new Date(begin + left).toISOString();
    left -= end - begin;
    done = end;
  }
  return undefined;
}
