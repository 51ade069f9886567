import { describe, expect, test } from "vitest";
import { instantOf, TimeZone, wallTimeOf } from "../../domain/kernel/wall-time.ts";
import { afterWork, Calendar, Hours, nextWork } from "../../domain/kernel/working-hours.ts";

const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
const berlin = Calendar.parse({ timeZone: "Europe/Berlin", hours: [office] });
const iso = (instant: number) => new Date(instant).toISOString();

describe("a time by the clocks of a place", () => {
  test.each([
    ["2026-11-23", "09:00", "Europe/Berlin", "2026-11-23T08:00:00.000Z"],
    ["2026-07-01", "09:00", "Europe/Berlin", "2026-07-01T07:00:00.000Z"],
    ["2026-11-23", "09:00", "Asia/Ho_Chi_Minh", "2026-11-23T02:00:00.000Z"],
    ["2026-11-23", "09:00", "Asia/Kathmandu", "2026-11-23T03:15:00.000Z"],
    ["2026-11-23", "00:00", "Pacific/Kiritimati", "2026-11-22T10:00:00.000Z"],
  ])("%s at %s in %s", (day, time, zone, instant) => {
    expect(iso(instantOf(day, time, zone))).toBe(instant);
    expect(wallTimeOf(Date.parse(instant), zone)).toEqual({ day, time: `${time}:00` });
  });

  test("that they show twice is the first of the two", () => {
    expect(iso(instantOf("2026-10-25", "02:30", "Europe/Berlin"))).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(instantOf("2026-11-01", "01:30", "America/New_York"))).toBe("2026-11-01T05:30:00.000Z");
  });

  test("that they leave out is the moment at which they are put forward", () => {
    const changed = "2026-03-29T01:00:00.000Z";
    expect(iso(instantOf("2026-03-29", "02:00", "Europe/Berlin"))).toBe(changed);
    expect(iso(instantOf("2026-03-29", "02:30", "Europe/Berlin"))).toBe(changed);
    expect(iso(instantOf("2026-03-29", "02:59", "Europe/Berlin"))).toBe(changed);
    // Half an hour, and at midnight.
    expect(iso(instantOf("2026-10-04", "02:15", "Australia/Lord_Howe"))).toBe("2026-10-03T15:30:00.000Z");
    expect(iso(instantOf("2026-09-06", "00:30", "America/Santiago"))).toBe("2026-09-06T04:00:00.000Z");
  });

  test("is of a place that there is", () => {
    expect(TimeZone.safeParse("Europe/Berlin").success).toBe(true);
    expect(TimeZone.safeParse("Europe/Nowhere").error?.issues[0]?.message).toContain("Europe/Berlin");
  });
});

describe("working hours", () => {
  test("end after they begin, and a shift over midnight is written as two", () => {
    const night = { days: ["mon"], from: "22:00", to: "06:00" };
    expect(Hours.safeParse([night]).error?.issues[0]).toMatchObject({ path: [0, "to"] });
    const two = [
      { days: ["mon"], from: "22:00", to: "24:00" },
      { days: ["tue"], from: "00:00", to: "06:00" },
    ];
    expect(Hours.safeParse(two).success).toBe(true);
  });

  test.each([
    ["during a shift", "2026-11-23T10:00:00.000Z", "2026-11-23T10:00:00.000Z"],
    ["in its first moment", "2026-11-23T08:00:00.000Z", "2026-11-23T08:00:00.000Z"],
    ["in the moment in which it ends", "2026-11-23T16:00:00.000Z", "2026-11-24T08:00:00.000Z"],
    ["in the evening", "2026-11-23T20:00:00.000Z", "2026-11-24T08:00:00.000Z"],
    ["at the weekend", "2026-11-28T12:00:00.000Z", "2026-11-30T08:00:00.000Z"],
    ["on the weekend on which clocks go forward", "2026-03-28T12:00:00.000Z", "2026-03-30T07:00:00.000Z"],
    ["on the weekend on which clocks go back", "2026-10-24T12:00:00.000Z", "2026-10-26T08:00:00.000Z"],
  ])("work is next, as from %s, when somebody is there", (_, now, next) => {
    expect(nextWork(now, berlin)).toBe(next);
  });

  test("holidays are no working days, however many there are in a row", () => {
    const holidays = ["2026-12-24", "2026-12-25", "2026-12-28"];
    expect(nextWork("2026-12-23T20:00:00.000Z", { ...berlin, holidays })).toBe("2026-12-29T08:00:00.000Z");
  });

  test("a day off is one by the clocks of who has it", () => {
    const hanoi = { ...berlin, timeZone: "Asia/Ho_Chi_Minh", holidays: ["2026-11-24"] };
    // It is the 24th in Hanoi already, and stays so until 17:00 UTC.
    expect(nextWork("2026-11-23T20:00:00.000Z", hanoi)).toBe("2026-11-25T02:00:00.000Z");
  });

  test("a shift in the hour that clocks leave out does not take place", () => {
    const hours = Hours.parse([{ days: ["sun"], from: "02:00", to: "02:45" }]);
    expect(nextWork("2026-03-28T12:00:00.000Z", { timeZone: "Europe/Berlin", hours })).toBe(
      "2026-04-05T00:00:00.000Z",
    );
  });

  test("who never works again within a year has no next shift", () => {
    const holidays = Array.from({ length: 53 }, (_, week) =>
      iso(Date.parse("2026-11-29T00:00:00Z") + week * 7 * 86_400_000).slice(0, 10),
    );
    const hours = Hours.parse([{ days: ["sun"], from: "09:00", to: "10:00" }]);
    const sundays = { timeZone: "UTC", hours, holidays };
    expect(nextWork("2026-11-23T09:00:00.000Z", sundays)).toBe("2027-12-05T09:00:00.000Z");
    const more = [...holidays, "2027-12-05", "2027-12-12", "2027-12-19", "2027-12-26"];
    expect(nextWork("2026-11-23T09:00:00.000Z", { ...sundays, holidays: more })).toBeUndefined();
    expect(afterWork("2026-11-23T09:00:00.000Z", 5, { ...sundays, holidays: more })).toBeUndefined();
  });
});

describe("minutes of work", () => {
  test.each([
    ["within a shift", "2026-11-23T09:00:00.000Z", 30, "2026-11-23T09:30:00.000Z"],
    ["to the end of a shift", "2026-11-23T09:00:00.000Z", 420, "2026-11-23T16:00:00.000Z"],
    ["over the evening", "2026-11-23T15:45:00.000Z", 60, "2026-11-24T08:45:00.000Z"],
    ["over the weekend", "2026-11-27T15:30:00.000Z", 60, "2026-11-30T08:30:00.000Z"],
    ["from the night on", "2026-11-23T02:00:00.000Z", 60, "2026-11-23T09:00:00.000Z"],
  ])("pass %s", (_, now, minutes, end) => {
    expect(afterWork(now, minutes, berlin)).toBe(end);
  });

  test("on the day on which clocks go back are as many as really pass", () => {
    const hours = Hours.parse([{ days: ["sun"], from: "01:00", to: "04:00" }]);
    const nights = { timeZone: "Europe/Berlin", hours };
    // From one to four that is four hours, and two hours when clocks go forward.
    expect(afterWork("2026-10-24T12:00:00.000Z", 240, nights)).toBe("2026-10-25T03:00:00.000Z");
    expect(afterWork("2026-03-28T12:00:00.000Z", 120, nights)).toBe("2026-03-29T02:00:00.000Z");
    expect(afterWork("2026-03-28T12:00:00.000Z", 121, nights)).toBe("2026-04-04T23:01:00.000Z");
  });

  test("of shifts that overlap count once", () => {
    const hours = Hours.parse([office, { ...office, from: "12:00", to: "18:00" }]);
    expect(afterWork("2026-11-23T08:00:00.000Z", 9 * 60, { ...berlin, hours })).toBe(
      "2026-11-23T17:00:00.000Z",
    );
  });
});
