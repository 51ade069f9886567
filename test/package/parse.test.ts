import { describe, expect, test } from "vitest";
import { events } from "../../contracts/events.ts";
import { cloudEvent } from "../../domain/kernel/cloud-event.ts";
import { InvalidEvent, parseEvent } from "../../salesline-events/src/salesline-events.ts";

const exampleOf = (type: string) => {
  const found = events.find((each) => each.type === type);
  if (found === undefined) throw new Error(`There is no event ${type}`);
  return found.example;
};
const issued = exampleOf("invoice.issued");

const issuesOf = (input: unknown) => {
  try {
    return parseEvent(input);
  } catch (error) {
    if (!(error instanceof InvalidEvent)) throw error;
    return error.issues.map(({ pointer, message }) => `${pointer} ${message}`);
  }
};

describe("An event", () => {
  test.each(events.map(({ type, example }) => [type, example] as const))(
    "%s is read as it is",
    (_, example) => {
      expect(parseEvent(example)).toEqual({ kind: "event", event: example });
    },
  );

  test("is read in every form in which it comes", () => {
    const known = { kind: "event", event: issued };
    const { type, at: time } = issued;
    const eventBridge = { version: "0", id: "1", "detail-type": type, source: "salesline", detail: issued };
    const webhook = { type, timestamp: time, data: issued };
    for (const form of [issued, eventBridge, webhook, cloudEvent(issued)]) {
      expect(parseEvent(form)).toEqual(known);
      expect(parseEvent(`${JSON.stringify(form)}\n`)).toEqual(known);
    }
  });

  test("keeps fields that came after this package, wherever they are", () => {
    const { data } = issued;
    const totals = { ...Object(data["totals"]), fees: { minor: 1, currency: "EUR" } };
    const later = { ...issued, region: "eu", data: { ...data, totals, printed: true } };
    expect(parseEvent(later)).toEqual({ kind: "event", event: later });
  });

  test("of a type or a version that came later is unknown, and told apart", () => {
    const later = { ...issued, type: "invoice.framed" };
    expect(parseEvent(later)).toEqual({ kind: "unknown", why: "type", event: later });
    const newer = { ...issued, v: issued.v + 1, data: { all: "new" } };
    expect(parseEvent(newer)).toEqual({ kind: "unknown", why: "newer", event: newer });
    for (const type of ["constructor", "__proto__", "toString"])
      expect(parseEvent({ ...issued, type })).toMatchObject({ kind: "unknown", why: "type" });
  });

  test("that breaks its contract is refused, and each field is named", () => {
    const { number: _, ...data } = issued.data;
    const totals = { ...Object(data["totals"]), net: { minor: "1", currency: "EUR" } };
    expect(issuesOf({ ...issued, data: { ...data, totals } })).toEqual([
      "/data/number is missing",
      expect.stringMatching(/^\/data\/totals\/net\/minor is wrong: .*"integer"/),
    ]);
    expect(issuesOf({ "detail-type": issued.type, detail: { ...issued, data } })).toEqual([
      "/detail/data/number is missing",
    ]);
    expect(issuesOf({ type: issued.type, timestamp: issued.at, data: { ...issued, data } })).toEqual([
      "/data/data/number is missing",
    ]);
  });

  test("as a CloudEvent is refused by the names that it has there", () => {
    const { number: _, ...data } = issued.data;
    const { subject: __, time: ___, ...rest } = cloudEvent({ ...issued, data });
    expect(issuesOf(rest)).toEqual(["/subject is missing", "/time is missing"]);
    expect(issuesOf(cloudEvent({ ...issued, data }))).toEqual(["/data/number is missing"]);
  });

  test("is nothing else: what is none says what it lacks", () => {
    for (const nothing of [undefined, null, 7, true, [], ""])
      expect(() => parseEvent(nothing)).toThrow(InvalidEvent);
    expect(() => parseEvent("{")).toThrow("This is no event of Salesline: it is not JSON");
    const { seq: _, ...rest } = issued;
    expect(issuesOf(rest)).toEqual(["/seq is missing"]);
    expect(issuesOf({ ...issued, seq: 0, at: "yesterday" })).toEqual([
      expect.stringMatching(/^\/seq is wrong/),
      expect.stringMatching(/^\/at is wrong/),
    ]);
    expect(() => parseEvent({ "detail-type": "Scheduled Event" })).toThrow("/detail is wrong");
  });
});
