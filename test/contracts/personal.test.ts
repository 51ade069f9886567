import { describe, expect, test } from "vitest";
import { events } from "../../contracts/events.ts";
import { type Field, fieldsOf } from "../../contracts/fields.ts";
import { eventSchema } from "../../contracts/schema.ts";

const fields = events.flatMap((event) =>
  fieldsOf(eventSchema(event)).map((field) => ({ ...field, stage: event.stage, type: event.type })),
);

const nameOf = ({ path }: Pick<Field, "path">) =>
  path
    .replaceAll(/\[\]|\.\*/g, "")
    .split(".")
    .at(-1) ?? "";

/** Fields that are about a person whatever they are in. */
const obvious =
  /^(?:e-?mail|phone|phoneE164|mobile|firstName|lastName|fullName|jobTitle|birth.*|street2?|postalCode|owner|text|note|reasonNote|answers|sent|differing|also)$/i;

/** What has such a name and is about nobody: the text that people agree to, and rules about such fields. */
const harmless = /(?:consents\[\]\.text|\.duplicates\.email|\.when\.answers.*)$/;

describe("Personal data", () => {
  test("is marked wherever a field's name says that it is", () => {
    const unmarked = fields.filter(
      (field) => obvious.test(nameOf(field)) && !field.personal && !harmless.test(field.path),
    );
    expect(unmarked.map(({ type, path }) => `${type} ${path}`)).toEqual([]);
  });

  test("is marked in these fields and in no others, as reviewed", async () => {
    const byPath = Map.groupBy(
      fields.filter(({ personal, leaf }) => personal && leaf),
      ({ path }) => path,
    );
    const lines = [...byPath].map(
      ([path, all]) => `${path}: ${[...new Set(all.map(({ stage }) => stage))].toSorted().join(", ")}`,
    );
    await expect(`${lines.toSorted().join("\n")}\n`).toMatchFileSnapshot("personal.txt");
  });

  test("is what the envelope says of who did it", () => {
    const [event] = events;
    const schema = event && eventSchema(event);
    expect(schema?.$defs?.["Actor"]?.properties?.["id"]).toMatchObject({ "x-personal-data": true });
  });
});

/** Types that say that fields of something changed. */
const isChange = (type: string) => /(?:changed|-set|repriced|assigned|migrated)$/.test(type);

describe("What changed", () => {
  test("is told with what was before and what is after it", () => {
    const changes = events.filter(({ type }) => isChange(type));
    expect(changes.length).toBeGreaterThan(25);
    const without = changes.filter((event) => {
      const names = new Set(fieldsOf(eventSchema(event)).map(({ path }) => path.split(/[.[]/).at(0)));
      return !(names.has("before") && names.has("after"));
    });
    expect(without.map(({ type }) => type)).toEqual([]);
  });

  test("is in every example of a change", () => {
    const examples = events.filter(({ type }) => isChange(type)).map(({ example }) => example);
    expect(examples.filter(({ data }) => data["after"] === undefined).map(({ type }) => type)).toEqual([]);
  });
});
