import type { Chance } from "../chance.ts";

/** Days whose beginning is worth to be lived through. */
export const calendarNames = ["year-end", "leap-day", "day-after-leap-day"] as const;
type CalendarName = (typeof calendarNames)[number];

const nextLeapYear = (year: number): number => {
  for (let leap = year; ; leap += 1) if (new Date(Date.UTC(leap, 1, 29)).getUTCMonth() === 1) return leap;
};

const momentOf = (name: CalendarName, now: Date): number => {
  const year = now.getUTCFullYear();
  const leap = nextLeapYear(year + 1);
  if (name === "year-end") return Date.UTC(year + 1, 0, 1);
  return name === "leap-day" ? Date.UTC(leap, 1, 29) : Date.UTC(leap, 2, 1);
};

/** A moment in the middle of a campaign at which a new day begins for all functions. */
export interface Midnight {
  readonly name: CalendarName;
  /** Milliseconds that all clocks must be ahead now for it to come after so many. */
  readonly aheadMs: (now: Date, comesInMs: number) => number;
}

/**
 * The midnight that a campaign lives through, one of those that are wanted; undefined when none is. Clocks are ahead from
 * the beginning: a jump over weeks would forget receipts, which no clock does to machines that set it by the network.
 */
export const midnightOf = (
  wanted: (name: string) => boolean,
  chance: Chance,
  begun: Date,
): Midnight | undefined => {
  const [first, ...others] = calendarNames.filter((name) => wanted(name));
  if (first === undefined) return undefined;
  const name = chance.of("calendar").pick([first, ...others]);
  const moment = momentOf(name, begun);
  return { name, aheadMs: (now, comesInMs) => moment - now.getTime() - comesInMs };
};
