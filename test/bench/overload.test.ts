import { describe, expect, test } from "vitest";
import { timeouts } from "../../infra/function.ts";
import { judgeOverload, LONGEST_MS, type Taped } from "../../local/bench/overload-verdict.ts";

const answered = (status: number, headers: Readonly<Record<string, string>> = {}, ms = 20): Taped => ({
  sent: { method: "POST", path: "/leads" },
  answer: { status, headers },
  ms,
});

describe("Under more load than it can bear the system is right", () => {
  test("when each request is done, refused, or told when to come back, all in time", () => {
    const later = new Date(0).toUTCString();
    const tape = [
      answered(201),
      answered(409),
      answered(503, { "retry-after": "2" }),
      answered(429, { "retry-after": "0" }),
      answered(503, { "retry-after": later }),
      answered(200, {}, LONGEST_MS),
    ];
    expect(judgeOverload(tape)).toEqual([]);
  });

  test.each([
    ["a 503 without Retry-After", answered(503), "was answered 503 without Retry-After"],
    ["a 429 without Retry-After", answered(429), "was answered 429 without Retry-After"],
    [
      "one that says no time",
      answered(503, { "retry-after": "soon" }),
      "was answered 503 without Retry-After",
    ],
    ["a fault", answered(500), "was answered 500"],
    ["a fault that says when to come back", answered(502, { "retry-after": "1" }), "was answered 502"],
    ["an answer that is late", answered(201, {}, 10_400), "was answered 201 after 10.4 s, later than 10 s"],
    [
      "being turned away late",
      answered(503, { "retry-after": "1" }, 29_000),
      "was answered 503 after 29.0 s, later than 10 s",
    ],
    ["no answer", { ...answered(200), answer: undefined }, "had no answer"],
  ])("and wrong by %s", (_, wrong, text) => {
    expect(judgeOverload([answered(200), wrong, answered(201)])).toEqual([`POST /leads ${text}`]);
  });

  test("the time is that of the functions which answer", () => {
    expect(timeouts.http.toMilliseconds()).toBe(LONGEST_MS);
  });
});
