import { describe, expect, test } from "vitest";
import { withExactNumbers } from "../../functions/runtime/exact.ts";

const read = (text: string): unknown => withExactNumbers(JSON.parse(text), text);

describe("a number in a body", () => {
  test.each([
    ['{"a":0.1}', { a: 0.1 }],
    ['{"a":[1,25.50,1e3]}', { a: [1, 25.5, 1000] }],
    ['{"a":123456789012345}', { a: 123_456_789_012_345 }],
    ['{"a":"12345678901234567890"}', { a: "12345678901234567890" }],
  ])("that a double holds is a number: %s", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  test.each([
    ['{"a":0.10000000000000000555}', { a: "0.10000000000000000555" }],
    ['{"a":[12345678901234567890]}', { a: ["12345678901234567890"] }],
    ['{"a":9007199254740993}', { a: "9007199254740993" }],
    ['{"a":1e400}', { a: "1e400" }],
    ['{"a":1e-400}', { a: "1e-400" }],
  ])("that a double would cut stands as it was written: %s", (text, value) => {
    expect(read(text)).toEqual(value);
  });
});
