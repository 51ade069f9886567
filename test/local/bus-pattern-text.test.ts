import { describe, expect, test } from "vitest";
import { ec2, is, matcher, type Sentence } from "./bus-pattern-matcher.ts";

const sentences: readonly Sentence[] = [
  [
    "every field must match one of its values, other fields of the event do not matter",
    {
      "detail-type": ["EC2 Instance State-change Notification"],
      detail: { state: ["initializing", "running"] },
    },
    [ec2],
    [{ ...ec2, detail: { state: "stopped" } }, { ...ec2, "detail-type": "another" }, {}],
  ],
  [
    "an array in the event matches when any of its elements does",
    { resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000", "other"] },
    [ec2, { resources: ["x", "other"] }, { resources: [["other"]] }],
    [{ resources: [] }, { resources: ["x"] }, { resources: [{ other: "other" }] }],
  ],
  ["text is compared with its case", { source: ["aws.ec2"] }, [ec2], [{ source: "AWS.ec2" }]],
  [
    "a number, a string, a boolean and null are never each other",
    is([5, true, null]),
    [is(5), is(5.0), is(true), is(null)],
    [is("5"), is("true"), is(false), is("null"), is(0), is(""), {}],
  ],
  [
    "an empty string is a value and is not null",
    { detail: { eventVersion: [""], responseElements: [null] } },
    [ec2],
    [{ detail: { eventVersion: null, responseElements: "" } }],
  ],
  [
    "a prefix is the beginning of a string",
    { time: [{ prefix: "2017-10-02" }] },
    [ec2],
    [{ time: "2017-10-03" }],
  ],
  [
    "a prefix may ignore case",
    is([{ prefix: { "equals-ignore-case": "EventB" } }]),
    [is("EVENTBridge"), is("eventb")],
    [is("event"), is("an eventb"), is(null)],
  ],
  [
    "a suffix is the end of a string",
    is([{ suffix: ".png" }]),
    [is("a.png"), is(".png")],
    [is("a.PNG"), is("png"), is(1)],
  ],
  [
    "a suffix may ignore case",
    is([{ suffix: { "equals-ignore-case": ".png" } }]),
    [is("a.PNG"), is("a.png")],
    [is("a.jpg")],
  ],
  ["an empty prefix is any string", is([{ prefix: "" }]), [is(""), is("a")], [is(1), is(null), is(true)]],
  [
    "equals-ignore-case",
    is([{ "equals-ignore-case": "alice" }]),
    [is("ALICE"), is("Alice")],
    [is("alice "), is(1)],
  ],
  [
    "a wildcard stands for any run of characters, none included",
    is([{ wildcard: "dir/*.png" }]),
    [is("dir/a.png"), is("dir/.png"), is("dir/a/b.png")],
    [is("dir.png"), is("dir/a.png.bak"), is("xdir/a.png"), is(5)],
  ],
  [
    "the parts between wildcards must come in order and not overlap",
    is([{ wildcard: "*/user/*/marketing/*" }]),
    [is("a/user/b/marketing/c"), is("/user//marketing/"), is("/user/user/x/marketing/marketing/")],
    [is("/user/marketing/"), is("/marketing/x/user/"), is("/user/x/marketing")],
  ],
  [
    "a wildcard overlaps neither end",
    is([{ wildcard: "aba*aba" }]),
    [is("abaaba"), is("abaXaba")],
    [is("ababa"), is("aba")],
  ],
  [
    "nor do its parts overlap the end",
    is([{ wildcard: "x*ab*b" }]),
    [is("xabb"), is("xcab-b")],
    [is("xab"), is("xb")],
  ],
  [
    "an escaped star and an escaped backslash are themselves",
    is([{ wildcard: String.raw`a\*b\\*` }]),
    [is(String.raw`a*b\ `), is(String.raw`a*b\*`)],
    [is("a*b"), is(String.raw`axb\ `)],
  ],
];

describe("event patterns, after AWS's documentation: values and text", () => {
  test.each(sentences)("%s", (_, pattern, matching, others) => {
    const matches = matcher(pattern);
    expect(matching.filter((event) => !matches(event))).toEqual([]);
    expect(others.filter((event) => matches(event))).toEqual([]);
  });

  test("only an object is an event", () => {
    const matches = matcher({ a: [{ exists: false }] });
    expect([null, "a", 1, [], [{}], undefined].filter((event) => matches(event))).toEqual([]);
    expect(matches({})).toBe(true);
  });

  test("names that every object inherits are not fields of the event", () => {
    const inherited: unknown = JSON.parse('{ "__proto__": { "__proto__": [null] } }');
    expect(matcher(inherited)({})).toBe(false);
    expect(matcher({ constructor: [{ exists: false }] })({})).toBe(true);
  });

  test("a wildcard takes no longer on a text made to mislead it", () => {
    const matches = matcher(is([{ wildcard: `${"*a".repeat(20)}*b` }]));
    expect(matches(is("a".repeat(200_000)))).toBe(false);
    expect(matches(is(`${"a".repeat(200_000)}b`))).toBe(true);
  });
});
