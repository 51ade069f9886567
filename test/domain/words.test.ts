import * as z from "zod";
import { describe, expect, test } from "vitest";
import { processStages } from "../../domain/kernel/process.ts";
import { stages } from "../../domain/stages.ts";
import { isLabelKey, labelOf, labelsIn, shippedLanguages } from "../../domain/words/labels.ts";

/** Statuses are labelled by their stages; a field or a stage that is a value has the label that it has. */
function chosen(field: string, value: string): string[] {
  if (field === "status") return [];
  return [["field", "stage"].includes(field) ? `${field}.${value}` : `value.${field}.${value}`];
}

/** What a schema names: its fields, and the values that are chosen from a list, by key. */
function keysOf(schema: unknown, field = ""): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return keysOf(schema.unwrap(), field);
  if (schema instanceof z.ZodArray) return keysOf(schema.element, field);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysOf(option, field));
  if (schema instanceof z.ZodEnum) return schema.options.flatMap((value) => chosen(field, String(value)));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, of]) => [`field.${name}`, ...keysOf(of, name)]);
}

/** The processes are a document of their own, with labels of their own: only what they are made of is named. */
function fieldsOf(name: string, record: unknown): string[] {
  if (name !== "process") return keysOf(record);
  return ["field.processes", "field.choose", "field.fallback"];
}

const wanted = new Set([
  ...processStages.map((stage) => `process.${stage}`),
  ...stages.flatMap(({ stage: { name, statuses, record }, actions }) => [
    `stage.${name}`,
    ...statuses.map((status) => `status.${name}.${status}`),
    ...actions.filter(({ route }) => route !== undefined).map((action) => `action.${action.name}`),
    ...fieldsOf(name, record),
  ]),
]);

describe("labels", () => {
  test("are asked for all that there is", () => {
    expect(wanted.size).toBeGreaterThan(250);
    expect([...wanted]).toContain("value.timeframe.this-quarter");
    expect([...wanted]).toContain("field.postalCode");
  });

  test.each(shippedLanguages)(
    "ship for every stage, status, action, field and chosen value: %s",
    (language) => {
      const labels = labelsIn(language);
      expect([...wanted].filter((key) => !Object.hasOwn(labels, key))).toEqual([]);
    },
  );

  test("in Vietnamese are Vietnamese", () => {
    const [en, vi] = [labelsIn("en"), labelsIn("vi")];
    const same = Object.keys(en).filter((key) => en[key] === vi[key]);
    expect(same).toEqual(["field.email", "value.source.email", "value.kind.email"]);
    expect(Object.values(vi).filter((text) => text !== text.normalize("NFC"))).toEqual([]);
  });

  test("that nobody has said in a language are in English", () => {
    expect(labelsIn("fr")["stage.lead"]).toBe("Lead");
    expect(labelsIn("constructor")["stage.lead"]).toBe("Lead");
  });

  test("of the organisation go before what ships, each in its language", () => {
    const own = { vi: { "stage.lead": "Khách mới" }, en: { "stage.lead": "Enquiry" } };
    expect(labelsIn("vi", own)["stage.lead"]).toBe("Khách mới");
    expect(labelsIn("en", own)["stage.lead"]).toBe("Enquiry");
    expect(labelsIn("fr", own)["stage.lead"]).toBe("Enquiry");
    expect(labelsIn("vi", { en: own.en })["stage.lead"]).toBe("Khách hàng tiềm năng");
  });

  test("of one stage go before those of all", () => {
    const labels = labelsIn("en", { en: { "field.lead.need": "Wish" } });
    expect(labelOf(labels, "field.lead.need", "field.need")).toBe("Wish");
    expect(labelOf(labels, "field.opportunity.need", "field.need")).toBe("Customer need");
    expect(labelOf(labels, "field.lead.toString", "field.toString")).toBe("toString");
  });

  test("have keys of what there is", () => {
    expect(["stage.lead", "field.lead.budget", "value.yes"].filter((key) => !isLabelKey(key))).toEqual([]);
    const wrong = [
      "stage.leads",
      "field.lead.bugdet",
      "field.leads.budget",
      "lead",
      "field.lead.budget.minor",
    ];
    expect(wrong.filter(isLabelKey)).toEqual([]);
  });
});
