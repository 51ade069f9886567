import { describe, expect, test } from "vitest";
import { ec2, is, matcher, type Sentence } from "./bus-pattern-matcher.ts";

const sentences: readonly Sentence[] = [
  [
    "anything-but a string is any other value, but not no value",
    { detail: { state: [{ "anything-but": "initializing" }] } },
    [ec2, is({ state: null }), is({ state: 1 }), is({ state: ["initializing", "other"] })],
    [is({ state: "initializing" }), is({}), is({ state: [] }), is({ state: {} })],
  ],
  [
    "anything-but a number",
    is([{ "anything-but": 123 }]),
    [is(124), is("123"), is(null)],
    [is(123), is([123])],
  ],
  [
    "anything-but a list",
    is([{ "anything-but": ["stopped", "overloaded"] }]),
    [is("running"), is(5)],
    [is("stopped"), is("overloaded")],
  ],
  [
    "anything-but a list of numbers",
    is([{ "anything-but": [100, 200] }]),
    [is(150), is("100")],
    [is(100), is(200)],
  ],
  [
    "anything-but prefix, one or a list",
    {
      detail: {
        a: [{ "anything-but": { prefix: "init" } }],
        b: [{ "anything-but": { prefix: ["x", "y"] } }],
      },
    },
    [is({ a: "running", b: "z" }), is({ a: 1, b: null })],
    [is({ a: "initializing", b: "z" }), is({ a: "running", b: "ya" })],
  ],
  [
    "anything-but suffix, one or a list",
    {
      detail: {
        a: [{ "anything-but": { suffix: ".txt" } }],
        b: [{ "anything-but": { suffix: [".a", ".b"] } }],
      },
    },
    [is({ a: ".txt.rtf", b: "c" })],
    [is({ a: "x.txt", b: "c" }), is({ a: "x", b: "x.b" })],
  ],
  [
    "anything-but ignoring case, one or a list",
    is([{ "anything-but": { "equals-ignore-case": ["initializing", "stopped"] } }]),
    [is("running"), is(7)],
    [is("INITIALIZING"), is("Stopped")],
  ],
  [
    "anything-but a wildcard, one or a list",
    is([{ "anything-but": { wildcard: ["*/lib/*", "*/bin/*"] } }]),
    [is("a/src/b")],
    [is("a/lib/b"), is("/bin/")],
  ],
  [
    "numeric compares, also as a range and in any notation",
    {
      detail: {
        "c-count": [{ numeric: [">", 0, "<=", 5] }],
        "d-count": [{ numeric: ["<", 10] }],
        "x-limit": [{ numeric: ["=", 3.018e2] }],
      },
    },
    [ec2],
    [
      is({ "c-count": 0, "d-count": 3, "x-limit": 301.8 }),
      is({ "c-count": "5", "d-count": 3, "x-limit": 301.8 }),
    ],
  ],
  [
    "numbers beyond five billion are not compared",
    is([{ numeric: [">", 0] }]),
    [is(5e9)],
    [is(5e9 + 1), is(0.1234567)],
  ],
  [
    "but they can be named",
    is([123456789012, 0.1234567]),
    [is(123456789012), is(0.1234567)],
    [is(123456789013)],
  ],
  [
    "exists asks for a leaf: a null and an empty string are there",
    is([{ exists: true }]),
    [is(null), is(""), is(false), is([[0]])],
    [{}, is({ c1: 100 }), is({}), is([]), is([{}])],
  ],
  [
    "exists false asks for no leaf, so an object counts as absent",
    { detail: { "c-count": [{ exists: false }] } },
    [is({}), is({ "c-count": { c1: 100 } }), is({ "c-count": [] }), {}, is("text")],
    [ec2, is({ "c-count": null })],
  ],
  ["a value or none at all", is(["a", { exists: false }]), [is("a"), {}, is([])], [is("b"), is(null)]],
  [
    "cidr of IPv4",
    { detail: { "source-ip": [{ cidr: "10.0.0.0/24" }] } },
    [ec2, is({ "source-ip": "10.0.0.255" })],
    [is({ "source-ip": "10.0.1.0" }), is({ "source-ip": "a00::1" }), is({ "source-ip": 10 })],
  ],
  [
    "cidr from an address within its range",
    is([{ cidr: "10.0.0.77/24" }]),
    [is("10.0.0.0"), is("10.0.0.255")],
    [is("10.0.1.77")],
  ],
  [
    "cidr of IPv6",
    is([{ cidr: "2600:1f14::/35" }]),
    [is("2600:1F14:1fff:ffff::1"), is("2600:1f14::")],
    [is("2600:1f14:2000::"), is("10.0.0.1"), is("2600:1f14::/35")],
  ],
  [
    "an address is the same however it is written",
    is(["2001:db8::1", "10.0.0.1"]),
    [is("2001:0DB8:0:0:0:0:0:1"), is("10.0.0.1"), is("::ffff:0a00:0001")],
    [is("2001:db8::2")],
  ],
  [
    "text that only resembles an address is text",
    is(["08:23", "1.2.3.400"]),
    [is("08:23"), is("1.2.3.400")],
    [is("8:23")],
  ],
];

describe("event patterns, after AWS's documentation: operators", () => {
  test.each(sentences)("%s", (_, pattern, matching, others) => {
    const matches = matcher(pattern);
    expect(matching.filter((event) => !matches(event))).toEqual([]);
    expect(others.filter((event) => matches(event))).toEqual([]);
  });
});
