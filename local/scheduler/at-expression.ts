const expression = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;
const MS_PER_DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (timeZone: string) => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  // Swedish writes dates as ISO 8601 does: "2026-03-29 05:00:00".
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, made);
  return made;
};

/** What the clocks of a time zone show at an instant, as if it were UTC; all in milliseconds since 1970. */
const shownAt = (instant: number, timeZone: string) =>
  Date.parse(`${formatIn(timeZone).format(instant).replace(" ", "T")}Z`);

const offsetAt = (instant: number, timeZone: string) => shownAt(instant, timeZone) - instant;

/** Whether the name is one of a time zone, such as Europe/Madrid. */
export const isTimeZone = (name: string): boolean => {
  try {
    return formatIn(name).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

/**
 * The instant (milliseconds since 1970) that `at(2026-12-24T05:00:00)` means in a time zone; undefined when it is no
 * such expression or no such day. A time that clocks show twice is the first of the two, as EventBridge Scheduler has
 * it; one that they leave out is as much later as they are put forward.
 */
export const instantOf = (text: string, timeZone: string): number | undefined => {
  const local = expression.exec(text)?.[1];
  const wanted = local === undefined ? Number.NaN : Date.parse(`${local}Z`);
  // Date.parse takes 31 February for a day in March.
  if (Number.isNaN(wanted) || new Date(wanted).toISOString().slice(0, 19) !== local) return undefined;
  const before = wanted - offsetAt(wanted - MS_PER_DAY, timeZone);
  const after = wanted - offsetAt(wanted + MS_PER_DAY, timeZone);
  const shown = [before, after].filter((instant) => shownAt(instant, timeZone) === wanted);
  return shown.length === 0 ? before : Math.min(...shown);
};
