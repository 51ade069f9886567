import { describe, expect, test } from "vitest";
import { retryAfter } from "../../functions/runtime/webhooks/waits.ts";

const now = new Date("2026-11-27T08:00:00.000Z");

describe("the time that a receiver asks for", () => {
  test.each([
    ["120", 120],
    [" 120 ", 120],
    ["0", 0],
    ["86401", 86_400],
    ["9".repeat(400), 86_400],
    ["Fri, 27 Nov 2026 08:02:00 GMT", 120],
    ["Fri, 27 Nov 2026 07:00:00 GMT", 0],
    ["Fri, 27 Nov 2099 08:00:00 GMT", 86_400],
  ])("is read from %s", (header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });

  test.each([
    "soon",
    "",
    "-5",
    "1.5",
    "1e3",
    "0x10",
    "120 seconds",
    "2026-11-27",
    "2026-11-27T08:02:00Z",
    "11/27/2026",
    "Nov 27 2026 08:02:00",
    "Thu, 27 Nov 2026 08:02:00 GMT",
    "Fri, 27 Nov 2026 08:02:00 +0000",
    "Fri, 31 Feb 2026 08:02:00 GMT",
    "Fri, 27 Nov 2026 25:02:00 GMT",
    "receiver 7 is busy",
  ])("is nothing when it is none of RFC 9110: %s", (header) => {
    expect(retryAfter(header, now)).toBeUndefined();
  });

  test("is nothing when none is said", () => {
    expect(retryAfter(undefined, now)).toBeUndefined();
  });
});
