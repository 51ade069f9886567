import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudEvent as OfficialEvent, HTTP } from "cloudevents";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { events } from "../../contracts/events.ts";
import { schemaId } from "../../contracts/schema.ts";
import { cloudEvent } from "../../domain/kernel/cloud-event.ts";
import { root } from "../infra/synthesis.ts";

/** Throws unless the official JSON Schema, and the rules for names of attributes, hold. */
const checked = (event: object) => new OfficialEvent({ ...event }, true);

describe("as a CloudEvent", () => {
  test.each(events)("$type is valid against the official schema", ({ example }) => {
    const event = cloudEvent(example);
    expect(checked(event).validate()).toBe(true);
    expect(Object.keys(event).filter((name) => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
  });

  test.each(events)("$type still says all that its envelope does", ({ example }) => {
    const { id, type, subject, time, data, ...rest } = cloudEvent(example);
    const { stage, v, seq, deal, actortype, actorid, causedby, traceid } = rest;
    expect({
      id,
      type,
      v,
      stage,
      record: subject,
      seq,
      at: time,
      deal,
      traceId: traceid,
      data,
      actor: { type: actortype, id: actorid },
      ...(causedby !== undefined && { causedBy: causedby }),
    }).toEqual(example);
  });

  test("an event travels over HTTP in one body and comes out the same in the official library", () => {
    const [first] = events;
    if (first === undefined) throw new Error("There are no events");
    const event = cloudEvent(first.example, "https://sales.example.com");
    const headers = { "content-type": "application/cloudevents+json; charset=utf-8" };
    const received = HTTP.toEvent({ headers, body: JSON.stringify(event) });
    expect(JSON.parse(JSON.stringify(received))).toEqual(event);
  });

  test("its data names the part of our schema that is about data", () => {
    for (const { type, v, example } of events) {
      expect(cloudEvent(example).dataschema).toBe(`${schemaId(type, v)}#/properties/data`);
    }
  });

  test("the check is a real one: what is no CloudEvent does not pass", () => {
    const [first] = events;
    if (first === undefined) throw new Error("There are no events");
    const event = cloudEvent(first.example);
    for (const wrong of [
      { time: "yesterday" },
      { id: 7 },
      { source: "a b" },
      { dataschema: "x y" },
      { causedBy: "x" },
    ]) {
      expect(() => checked({ ...event, ...wrong }).validate()).toThrow(/./);
    }
  });
});

const Transformer = z.object({ InputPathsMap: z.record(z.string(), z.string()), InputTemplate: z.string() });

/** The input transformer of docs/bus.md. */
function transformer() {
  const text = readFileSync(join(root, "docs/bus.md"), "utf8");
  const block = [...text.matchAll(/```json\n([^`]+)```/g)].find(([, json]) =>
    json?.includes("InputPathsMap"),
  );
  return Transformer.parse(JSON.parse(block?.[1] ?? "{}"));
}

function valueAt(value: unknown, path: string): unknown {
  const names = path.split(".").slice(1);
  return names.reduce<unknown>(
    (part, name) => z.record(z.string(), z.unknown()).safeParse(part).data?.[name],
    value,
  );
}

describe("the input transformer of an API destination", () => {
  test.each(events)("makes the same CloudEvent of $type", ({ example }) => {
    const { InputPathsMap, InputTemplate } = transformer();
    const message = { "detail-type": example.type, source: "salesline", detail: example };
    const said = (name: string) => valueAt(message, InputPathsMap[name] ?? "");
    // Within a text a value stands as it is; alone it is JSON, as EventBridge writes it.
    const body = InputTemplate.replaceAll(/"[^"]*"/g, (text) =>
      text.replaceAll(/<(\w+)>/g, (_, name: string) => String(said(name))),
    ).replaceAll(/<(\w+)>/g, (_, name: string) => JSON.stringify(said(name)));
    const made: unknown = JSON.parse(body);
    const { causedby: _, ...expected } = cloudEvent(example);
    expect(made).toEqual(expected);
  });
});
