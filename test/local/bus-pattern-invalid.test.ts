import { describe, expect, test } from "vitest";
import { compilePattern } from "../../domain/pattern/pattern.ts";

const at = (...values: readonly unknown[]) => ({ detail: { state: values } });

/** Pattern, and what AWS says of it. */
const invalid: readonly [unknown, string][] = [
  ["text", "Filter is not an object"],
  [[], "Filter is not an object"],
  [null, "Filter is not an object"],
  [{}, "Empty objects are not allowed"],
  [{ detail: {} }, "Empty objects are not allowed (at detail)"],
  [{ detail: { state: "running" } }, '"state" must be an object or an array (at detail.state)'],
  [{ detail: { state: null } }, '"state" must be an object or an array (at detail.state)'],
  [at(), "Empty arrays are not allowed (at detail.state)"],
  [at(["a"]), "Match value must be String, number, true, false, or null (at detail.state)"],
  [at({}), "Match expression name not found (at detail.state)"],
  [at({ contains: "a" }), "Unrecognized match type contains (at detail.state)"],
  [at({ toString: "a" }), "Unrecognized match type toString (at detail.state)"],
  [at({ prefix: "a", suffix: "b" }), "Only one key allowed in match expression (at detail.state)"],
  [at({ exists: false, prefix: "b" }), "Only one key allowed in match expression (at detail.state)"],
  [at({ prefix: 1 }), "prefix match pattern must be a string (at detail.state)"],
  [at({ prefix: {} }), "prefix expression name not found (at detail.state)"],
  [at({ prefix: { wildcard: "a" } }), "Unsupported prefix pattern: wildcard (at detail.state)"],
  [
    at({ suffix: { "equals-ignore-case": 1 } }),
    "equals-ignore-case match pattern must be a string (at detail.state)",
  ],
  [
    at({ "equals-ignore-case": ["a"] }),
    "equals-ignore-case match pattern must be a string (at detail.state)",
  ],
  [at({ wildcard: 1 }), "wildcard match pattern must be a string (at detail.state)"],
  [at({ wildcard: "a**b" }), "Consecutive wildcard characters at pos 2 (at detail.state)"],
  [at({ wildcard: String.raw`a\b` }), "Invalid escape character at pos 2 (at detail.state)"],
  [at({ wildcard: "a\\" }), "Invalid escape character at pos 2 (at detail.state)"],
  [at({ exists: "yes" }), "exists match pattern must be either true or false. (at detail.state)"],
  [at({ numeric: 5 }), "Value of numeric must be an array. (at detail.state)"],
  [at({ numeric: [] }), "Unrecognized numeric range operator: undefined (at detail.state)"],
  [at({ numeric: ["!=", 5] }), 'Unrecognized numeric range operator: "!=" (at detail.state)'],
  [at({ numeric: ["=", "5"] }), "Value of equals must be numeric (at detail.state)"],
  [at({ numeric: ["<"] }), "Value of < must be numeric (at detail.state)"],
  [at({ numeric: ["<", 5, ">", 1] }), "Too many elements in numeric expression (at detail.state)"],
  [at({ numeric: [">", 5, ">", 1] }), 'Bad numeric range operator: ">" (at detail.state)'],
  [at({ numeric: [">", 5, "<", 5] }), "Bottom must be less than top (at detail.state)"],
  [at({ numeric: [">", 1, "<", 5, 6] }), "Too many terms in numeric range expression (at detail.state)"],
  [at({ numeric: [">", 1, "<", null] }), "Value of < must be numeric (at detail.state)"],
  [at({ numeric: [">", 5e9 + 1] }), "Value must be between -5.0E9 and 5.0E9, inclusive (at detail.state)"],
  [at({ numeric: [">", 0.1234567] }), "Only values upto 6 decimals are supported (at detail.state)"],
  [at({ cidr: "10.0.0.0" }), "Malformed CIDR, one '/' required (at detail.state)"],
  [at({ cidr: "10.0.0.0/" }), "Malformed CIDR, one '/' required (at detail.state)"],
  [at({ cidr: "10.0.0.0/a" }), "Malformed CIDR, mask bits must be an integer (at detail.state)"],
  [at({ cidr: "10.0.0.0/-1" }), "Malformed CIDR, mask bits must not be negative (at detail.state)"],
  [at({ cidr: "10.0.0.0/32" }), "IPv4 mask bits must be < 32 (at detail.state)"],
  [at({ cidr: "::1/128" }), "IPv6 mask bits must be < 128 (at detail.state)"],
  [at({ cidr: "10.0.0.256/24" }), "Nonstandard IP address: 10.0.0.256 (at detail.state)"],
  [at({ cidr: 5 }), "cidr match pattern must be a string (at detail.state)"],
  [
    at({ "anything-but": null }),
    "Value of anything-but must be an array or single string/number value. (at detail.state)",
  ],
  [
    at({ "anything-but": [true] }),
    "Inside anything but list, start|null|boolean is not supported. (at detail.state)",
  ],
  [
    at({ "anything-but": ["a", 1] }),
    "Inside anything but list, either all values are number or string, mixed type is not supported (at detail.state)",
  ],
  [
    at({ "anything-but": [] }),
    "Inside anything but list, either all values are number or string, mixed type is not supported (at detail.state)",
  ],
  [at({ "anything-but": {} }), "Anything-But expression name not found (at detail.state)"],
  [
    at({ "anything-but": { numeric: ["=", 1] } }),
    "Unsupported anything-but pattern: numeric (at detail.state)",
  ],
  [at({ "anything-but": { prefix: "" } }), "Null prefix/suffix not allowed (at detail.state)"],
  [at({ "anything-but": { suffix: ["a", 1] } }), "suffix match pattern must be a string (at detail.state)"],
  [at({ "anything-but": { wildcard: [] } }), "Empty arrays are not allowed (at detail.state)"],
  [at({ "anything-but": { wildcard: "a**" } }), "Consecutive wildcard characters at pos 2 (at detail.state)"],
  [{ $or: [{ a: [1] }] }, "There must have at least 2 Objects in $or relationship. (at $or)"],
  [{ $or: [{ a: [1] }, "b"] }, "Only JSON object is allowed in array of $or relationship. (at $or)"],
  [{ $or: "a" }, "It must be an Array followed with $or. (at $or)"],
  [
    { d: { $or: [{ prefix: ["a"] }, { b: [1] }] } },
    "prefix is Ruler reserved fieldName which cannot be used inside $or. (at d.prefix)",
  ],
];

describe("an invalid pattern is refused with the reason and the place", () => {
  test.each(invalid)("%j", (pattern, reason) => {
    expect(compilePattern(pattern)).toMatchObject({
      ok: false,
      reason: `Event pattern is not valid. Reason: ${reason}`,
    });
  });
});
