import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { events, shared } from "../generated/schemas.ts";
import type { Issue } from "./invalid-event.ts";

const text = { type: "string", minLength: 1 } satisfies Schema;

const envelope = new Validator(
  {
    type: "object",
    required: ["id", "type", "v", "stage", "record", "seq", "at", "actor", "deal", "traceId", "data"],
    properties: {
      id: text,
      type: text,
      v: { type: "integer", minimum: 1 },
      stage: text,
      record: text,
      seq: { type: "integer", minimum: 1 },
      at: { type: "string", format: "date-time" },
      actor: { type: "object", required: ["type", "id"], properties: { type: text, id: { type: "string" } } },
      deal: { type: "string" },
      causedBy: text,
      traceId: { type: "string" },
      data: { type: "object" },
    },
  },
  "2020-12",
  false,
);

const MOST_ISSUES = 10;

// They say that something below them is wrong, which has an issue of its own.
const containers = new Set([
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "items",
  "oneOf",
  "patternProperties",
  "properties",
]);

function issueOf({ keyword, instanceLocation, error }: OutputUnit, within: string): Issue {
  const pointer = `${within}${instanceLocation.slice(1)}`;
  const missing = keyword === "required" ? /property "(?<name>.*)"/.exec(error)?.groups?.["name"] : undefined;
  if (missing === undefined) return { pointer, message: `is wrong: ${error}` };
  const name = missing.replaceAll("~", "~0").replaceAll("/", "~1");
  return { pointer: `${pointer}/${name}`, message: "is missing" };
}

function validate(validator: Validator, value: unknown) {
  try {
    return validator.validate(value);
  } catch {
    // It takes nothing that JSON cannot say, such as a field that is undefined.
    return validator.validate(JSON.parse(JSON.stringify(value ?? null)));
  }
}

function issuesOf(validator: Validator, value: unknown, within: string): readonly Issue[] {
  const { valid, errors } = validate(validator, value);
  if (valid) return [];
  const exact = errors.filter(({ keyword }) => !containers.has(keyword));
  return (exact.length > 0 ? exact : errors).slice(0, MOST_ISSUES).map((unit) => issueOf(unit, within));
}

const validators = new Map<string, Validator>();

function validatorOf(type: string): Validator | undefined {
  const known = validators.get(type);
  const contract = contractOf(type);
  if (known !== undefined || contract === undefined) return known;
  const made = new Validator({ ...contract.data, $defs: shared }, "2020-12", false);
  validators.set(type, made);
  return made;
}

/** The version and the stage of a type of event, when this package knows it. */
export function contractOf(type: string): (typeof events)[string] | undefined {
  return Object.hasOwn(events, type) ? events[type] : undefined;
}

/** What is wrong with the envelope of an event, which all have. */
export function envelopeIssues(value: unknown): readonly Issue[] {
  return issuesOf(envelope, value, "");
}

/** What is wrong with the data of an event of this type. */
export function dataIssues(type: string, data: unknown): readonly Issue[] {
  const validator = validatorOf(type);
  return validator === undefined ? [] : issuesOf(validator, data, "/data");
}
