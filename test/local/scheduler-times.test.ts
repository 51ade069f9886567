import * as fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf } from "../../local/scheduler/at-expression.ts";

const iso = (text: string, zone: string) => {
  const instant = instantOf(text, zone);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};
const zones = Intl.supportedValuesOf("timeZone");

test.each([
  ["at(2026-12-24T05:00:00)", "UTC", "2026-12-24T05:00:00.000Z"],
  ["at(2026-12-24T05:00:00)", "Asia/Kathmandu", "2026-12-23T23:15:00.000Z"],
  ["at(2026-07-24T05:00:00)", "Europe/Madrid", "2026-07-24T03:00:00.000Z"],
  ["at(2028-02-29T00:00:00)", "America/New_York", "2028-02-29T05:00:00.000Z"],
])("%s in %s is %s", (text, zone, instant) => {
  expect(iso(text, zone)).toBe(instant);
});

test("a time that clocks show twice is the first, one that they leave out is as much later", () => {
  expect(iso("at(2026-10-25T02:30:00)", "Europe/Madrid")).toBe("2026-10-25T00:30:00.000Z");
  expect(iso("at(2026-03-29T02:30:00)", "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
  expect(iso("at(2027-03-14T02:30:00)", "America/New_York")).toBe("2027-03-14T07:30:00.000Z");
});

test.each([
  "at(2026-02-30T05:00:00)",
  "at(2026-12-24T24:00:00)",
  "at(2026-12-24T05:00)",
  "at(2026-12-24 05:00:00)",
  "2026-12-24T05:00:00",
  "at(2026-12-24T05:00:00Z)",
  "rate(1 day)",
])("%s is no such time", (text) => {
  expect(instantOf(text, "UTC")).toBeUndefined();
});

test("five in the morning, when timers ask, exists on every day in every time zone", () => {
  const missing = zones.flatMap((zone) => {
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, timeStyle: "medium" });
    return Array.from({ length: 800 }, (_, n) => new Date(Date.UTC(2026, 10, 24 + n)))
      .map((day) => `at(${day.toISOString().slice(0, 10)}T05:00:00)`)
      .filter((text) => shown.format(instantOf(text, zone)) !== "05:00:00")
      .map((text) => `${text} in ${zone}`);
  });
  expect(missing).toEqual([]);
});

test("for any time that clocks show, the instant is one at which they show it", () => {
  const seconds = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2100, 0) / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), seconds, (zone, second) => {
      const shown = new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "medium",
      });
      const text = shown.format(second * 1000).replace(" ", "T");
      const instant = instantOf(`at(${text})`, zone);
      expect(instant).toBeLessThanOrEqual(second * 1000);
      expect(shown.format(instant).replace(" ", "T")).toBe(text);
    }),
    { numRuns: 500 },
  );
});
