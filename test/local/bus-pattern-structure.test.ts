import { describe, expect, test } from "vitest";
import { compilePattern } from "../../domain/pattern/pattern.ts";
import { matcher } from "./bus-pattern-matcher.ts";

describe("objects in arrays of an event", () => {
  const employees = {
    employees: [
      { firstName: "John", lastName: "Doe" },
      [
        {
          firstName: "Anna",
          lastName: "Smith",
          phones: [
            { kind: "home", area: 1 },
            { kind: "work", area: 2 },
          ],
        },
      ],
      { firstName: "Peter", lastName: "Jones", retired: true },
    ],
  };
  const works = (inner: unknown) => matcher({ employees: inner })(employees);

  test("any element may match, however deep the arrays", () => {
    expect(works({ firstName: ["Anna"] })).toBe(true);
    expect(works({ firstName: ["Eve"] })).toBe(false);
  });

  test("fields of one array must come from the same element", () => {
    expect(works({ firstName: ["Anna"], lastName: ["Smith"] })).toBe(true);
    expect(works({ firstName: ["Anna"], lastName: ["Jones"] })).toBe(false);
    expect(works({ firstName: ["Anna"], phones: { kind: ["work"], area: [2] } })).toBe(true);
    expect(works({ firstName: ["Anna"], phones: { kind: ["work"], area: [1] } })).toBe(false);
    expect(works({ firstName: ["John"], phones: { kind: ["work"] } })).toBe(false);
  });

  test("absence is asked of the element in which the other fields hold", () => {
    expect(works({ firstName: ["Anna"], retired: [{ exists: false }] })).toBe(true);
    expect(works({ firstName: ["Peter"], retired: [{ exists: false }] })).toBe(false);
  });

  test("absence alone is asked of all elements", () => {
    expect(works({ retired: [{ exists: false }] })).toBe(false);
    expect(works({ retired: [false, { exists: false }] })).toBe(false);
    expect(works({ died: [{ exists: false }] })).toBe(true);
  });
});

describe("$or", () => {
  const rule = matcher({
    source: ["aws.cloudwatch"],
    $or: [
      { metricName: ["CPUUtilization", "ReadLatency"] },
      {
        metricType: ["MetricType"],
        namespace: ["AWS/EC2"],
        $or: [{ metricId: [1234] }, { spaceId: [1000] }],
      },
    ],
  });
  const source = "aws.cloudwatch";

  test("holds when one of its objects does, together with the fields beside it", () => {
    expect(rule({ source, metricName: "ReadLatency" })).toBe(true);
    expect(rule({ metricName: "ReadLatency" })).toBe(false);
    expect(rule({ source, metricName: "other" })).toBe(false);
  });

  test("may stand within another", () => {
    const metric = { source, metricType: "MetricType", namespace: "AWS/EC2" };
    expect(rule({ ...metric, spaceId: 1000 })).toBe(true);
    expect(rule({ ...metric, metricId: 1 })).toBe(false);
  });

  test("several are all needed, at any depth", () => {
    const both = matcher({
      $or: [{ a: [1] }, { b: [1] }],
      detail: {
        $or: [{ count: [{ numeric: [">", 0, "<=", 5] }] }, { limit: [{ numeric: ["=", 3.018e2] }] }],
      },
    });
    expect(both({ a: 1, detail: { limit: 301.8 } })).toBe(true);
    expect(both({ b: 1, detail: { count: 5 } })).toBe(true);
    expect(both({ b: 1, detail: { count: 6 } })).toBe(false);
    expect(both({ detail: { count: 5 } })).toBe(false);
  });

  test("a field inside and outside means the later one, as AWS compiles it", () => {
    const rule = matcher({ a: ["1"], $or: [{ a: ["2"] }, { b: ["3"] }] });
    expect(rule({ a: "2" })).toBe(true);
    expect(rule({ a: "1", b: "3" })).toBe(true);
    expect(rule({ a: "1" })).toBe(false);
  });

  test("fields inside and outside of it share the element of an array", () => {
    const rule = matcher({ lines: { sku: ["A"] }, $or: [{ lines: { qty: [2] } }, { x: [1] }] });
    expect(
      rule({
        lines: [
          { sku: "A", qty: 1 },
          { sku: "B", qty: 2 },
        ],
      }),
    ).toBe(false);
    expect(rule({ lines: [{ sku: "A", qty: 2 }] })).toBe(true);
  });

  test("can give a name both values and inner fields, and both must hold", () => {
    const rule = matcher({
      lines: { a: ["x"], $or: [{ a: { b: [{ exists: false }] } }, { a: { c: [1] } }] },
    });
    expect(rule({ lines: [{ a: "x" }, { a: "y" }] })).toBe(true);
    expect(rule({ lines: [{ a: ["x", { b: 1 }] }] })).toBe(false);
    expect(rule({ lines: [{ a: ["x", { b: 1, c: 1 }] }] })).toBe(true);
    expect(rule({ lines: [{ a: ["y", { c: 1 }] }] })).toBe(false);
  });

  test("that cannot be the operator is the name of a field", () => {
    expect(matcher({ $or: { a: [1] } })({ $or: { a: 1 } })).toBe(true);
    expect(matcher({ $or: ["x", "y"] })({ $or: "y" })).toBe(true);
    expect(matcher({ $or: [{ prefix: "x" }, { suffix: "y" }] })({ $or: "xa" })).toBe(true);
  });

  test("a thousand combinations are allowed, one more is not", () => {
    const any = (count: number, name: string) => ({
      $or: Array.from({ length: count }, (_, index) => ({ [`${name}${index}`]: [1] })),
    });
    const square = (a: number, b: number) => ({ a: any(a, "a"), b: any(b, "b") });
    expect(matcher(square(25, 40))({ a: { a24: 1 }, b: { b39: 1 } })).toBe(true);
    expect(compilePattern(square(7, 143))).toMatchObject({
      ok: false,
      reason: "Event pattern is not valid. Reason: More than 1000 rule combinations from $or (at b.$or)",
    });
  });
});

test("a stream record is filtered by the same language", () => {
  const filter = matcher({
    eventName: ["INSERT"],
    dynamodb: { NewImage: { sk: { S: [{ prefix: "EVENT#" }] }, gone: { S: [{ exists: false }] } } },
  });
  const record = (eventName: string, NewImage: unknown) => ({
    eventID: "1",
    eventName,
    dynamodb: { NewImage },
  });
  expect(filter(record("INSERT", { sk: { S: "EVENT#0000000001" } }))).toBe(true);
  expect(filter(record("INSERT", { sk: { S: "RECORD" } }))).toBe(false);
  expect(filter(record("MODIFY", { sk: { S: "EVENT#0000000001" } }))).toBe(false);
  expect(filter(record("REMOVE", undefined))).toBe(false);
});
