import { describe, expect, test } from "vitest";
import { contractOf, events } from "../../contracts/events.ts";
import { lives } from "../../contracts/examples/lives.ts";
import { type Draft, eventSchema, type Schema, schemaId } from "../../contracts/schema.ts";
import { texts } from "../../contracts/texts/texts.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { stages } from "../../domain/stages.ts";
import { problemsBy } from "../support/validators.ts";

const drafts: readonly Draft[] = ["2020-12", "draft-04"];
const schemaOf = (type: string, draft: Draft = "2020-12"): Schema => {
  const found = contractOf(type);
  if (found === undefined) throw new Error(`no event type ${type}`);
  return eventSchema(found, draft);
};

const validators = new Map<string, (value: unknown) => string[]>();

/** What is wrong with a value by the schema of an event type; each is compiled once. */
function problemsOf(type: string, draft: Draft, value: unknown): string[] {
  const key = `${type} ${draft}`;
  const validate = validators.get(key) ?? problemsBy(schemaOf(type, draft), draft);
  validators.set(key, validate);
  return validate(value).map((problem) => `${type}${problem}`);
}

/** A value with a field more in each of its objects. */
function grown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(grown);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, grown(inner)] as const);
  return { ...Object.fromEntries(fields), "from a later release": true };
}

/** The maps in data: their names are no fields, so that one more is one more entry. */
const maps = /^(?:import\.|process\.|capture\.|product\.|lead\.|submission\.|opportunity\.)/;

describe("Every event type", () => {
  test("is described, and nothing is described that is no event type", () => {
    const types = stages.flatMap(({ stage }) => Object.keys(stage.events));
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(Object.keys(texts).filter((type) => !types.includes(type))).toEqual([]);
    expect(Object.keys(lives).toSorted()).toEqual(stages.map(({ stage }) => stage.name).toSorted());
  });

  test("has a text that is a sentence, in which no other type's stands", () => {
    const all = events.map(({ description }) => description);
    expect(all.filter((text) => !/^[A-Z].{15,}[.]$/su.test(text))).toEqual([]);
    expect(all.filter((text, at) => all.indexOf(text) < at)).toEqual([]);
  });

  test.each(drafts)("has a schema of %s by which its example is right", (draft) => {
    const wrong = events.flatMap(({ type, example }) => problemsOf(type, draft, example));
    expect(wrong).toEqual([]);
  });

  test("has an example that is an envelope as it is read, of its own type, and the same again", () => {
    for (const { type, v, example } of events) {
      expect(Envelope.parse(example)).toEqual(JSON.parse(JSON.stringify(example)));
      expect(example).toMatchObject({ type, v, id: `${example.record}#${example.seq}` });
    }
    expect(JSON.stringify(contractOf("order.placed")?.example)).toContain('"causedBy":"quo_01KAQ8M2C4');
  });

  test.each(drafts)("may gain fields anywhere by its schema of %s", (draft) => {
    const wrong = events
      .filter(({ type }) => !maps.test(type))
      .flatMap(({ type, example }) => problemsOf(type, draft, grown(example)));
    expect(wrong).toEqual([]);
    const closed = events.filter((event) =>
      JSON.stringify(eventSchema(event, draft)).includes('"additionalProperties":false'),
    );
    expect(closed.map(({ type }) => type)).toEqual([]);
  });
});

describe("A schema", () => {
  test("tells the type, the version and the stage of its event, and refuses others", () => {
    const problems = (value: unknown) => problemsOf("quote.accepted", "2020-12", value);
    const example = contractOf("quote.accepted")?.example;
    expect(problems(example)).toEqual([]);
    expect(problems({ ...example, type: "quote.sent" })).toEqual([
      "quote.accepted/type must be equal to constant",
    ]);
    expect(problems({ ...example, v: 2 })).toEqual(["quote.accepted/v must be equal to constant"]);
    expect(problems({ ...example, stage: "order" })).toEqual([
      "quote.accepted/stage must be equal to constant",
    ]);
    expect(problems({ ...example, data: {} })).toContain(
      "quote.accepted/data must have required property 'order'",
    );
  });

  test("has a name that stays, another one for each version and draft", () => {
    expect(schemaOf("quote.accepted").$id).toBe("urn:salesline:event:quote.accepted:v1");
    expect(schemaOf("quote.accepted", "draft-04").id).toBe("urn:salesline:event:quote.accepted:v1:draft-04");
    expect(schemaId("quote.accepted", 2)).toBe("urn:salesline:event:quote.accepted:v2");
  });

  test("is the same text each time", () => {
    for (const { type } of events) {
      expect(JSON.stringify(schemaOf(type))).toBe(JSON.stringify(schemaOf(type)));
    }
  });

  test("is small enough for the Schema Registry: 100,000 characters", () => {
    const sizes = events.map((event) => JSON.stringify(eventSchema(event, "draft-04")).length);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
