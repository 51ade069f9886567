import * as z from "zod";
import { compile } from "json-schema-to-typescript";

/** The contract of one event type: its JSON Schema is that of the whole event, with shared parts under `$defs`. */
export interface Contract {
  readonly type: string;
  readonly v: number;
  readonly stage: string;
  readonly description: string;
  readonly schema: unknown;
}

const Schema = z.looseObject({
  properties: z.looseObject({ data: z.looseObject({ description: z.string().optional() }) }),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

const banner = '// Generated from the contracts of the events by "npm run contracts": do not edit.';

/** "invoice.payment-received" as the name of its type: InvoicePaymentReceived. */
export const typeName = (type: string): string =>
  type.replaceAll(/(?:^|[.-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const comment = (text: string) => `/** ${text.replaceAll("*/", "*\\/")} */`;

/** The parts that events share, by name; the same name is the same part everywhere. */
function sharedOf(contracts: readonly Contract[]): Map<string, unknown> {
  const shared = new Map<string, unknown>();
  for (const { type, schema } of contracts) {
    for (const [name, part] of Object.entries(Schema.parse(schema).$defs ?? {})) {
      const known = shared.get(name) ?? part;
      if (JSON.stringify(known) !== JSON.stringify(part)) {
        throw new Error(`${type} has another ${name} than the events before it`);
      }
      shared.set(name, known);
    }
  }
  return new Map([...shared].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** Types of the data of all events, and of the parts that they share. */
async function dataTypes(contracts: readonly Contract[]): Promise<string> {
  const data = contracts.map(({ type, schema }) => {
    const { description: _, ...own } = Schema.parse(schema).properties.data;
    const named = { title: `${typeName(type)}Data`, description: `What ${type} tells.`, ...own };
    return [`${typeName(type)}Data`, named] as const;
  });
  const root = {
    title: "EventData",
    description: "The data of each event, by its type.",
    type: "object",
    properties: Object.fromEntries(
      contracts.map(({ type }) => [type, { $ref: `#/$defs/${typeName(type)}Data` }]),
    ),
    required: contracts.map(({ type }) => type),
    $defs: Object.fromEntries([...sharedOf(contracts), ...data]),
  };
  // Closed for whoever writes code, so that a typo does not compile; parsing lets fields through that came later.
  const options = { additionalProperties: false, bannerComment: "", ignoreMinAndMaxItems: true };
  return compile(JSON.parse(JSON.stringify(root)), "EventData", options);
}

const eventType = ({ type, v, stage, description }: Contract) => `${comment(description)}
export interface ${typeName(type)} extends Envelope {
  type: "${type}";
  v: ${v};
  stage: "${stage}";
  data: ${typeName(type)}Data;
}
`;

const union = (contracts: readonly Contract[]) => `/** Each event, by its type. */
export interface SalesEvents {
${contracts.map(({ type }) => `  "${type}": ${typeName(type)};`).join("\n")}
}
`;

/** The types of all events, as a TypeScript module. */
export async function typesOf(contracts: readonly Contract[]): Promise<string> {
  const data = await dataTypes(contracts);
  return [
    banner,
    'import type { Envelope } from "../src/envelope.ts";\n',
    ...contracts.map(eventType),
    union(contracts),
    data,
  ].join("\n");
}

/** The day of the contracts that the package is made of, as a TypeScript module. */
export const contractsOf = (day: string): string =>
  [
    banner,
    "",
    "/**",
    " * The day of the contracts that this package has types for: ask the feed, exports and subscriptions for it, as",
    " * `contracts`, and each event comes in the version that is known here until that version ends.",
    " */",
    `export const CONTRACTS = "${day}";`,
    "",
  ].join("\n");

/** What is checked of the data of each event, one line for each so that a change is seen, as a TypeScript module. */
export function schemasOf(contracts: readonly Contract[]): string {
  const line = (name: string, value: unknown) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`;
  const shared = [...sharedOf(contracts)].map(([name, part]) => line(name, plain(part)));
  const events = contracts.map(({ type, v, stage, schema }) =>
    line(type, { v, stage, data: plain(Schema.parse(schema).properties.data) }),
  );
  return [
    banner,
    'import type { Schema } from "@cfworker/json-schema";\n',
    "/** Parts that events share, by name. */",
    `export const shared: Readonly<Record<string, Schema>> = {\n${shared.join("\n")}\n};\n`,
    "/** The version, the stage and the schema of the data of each event, by its type. */",
    "export const events: Readonly<Record<string, { readonly v: number; readonly stage: string; readonly data: Schema }>> =",
    `{\n${events.join("\n")}\n};\n`,
  ].join("\n");
}

const unchecked = new Set(["title", "description", "examples", "x-personal-data", "default"]);

/** Without what is there for readers only. Names of fields are kept, whatever they are. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  const parsed = z.record(z.string(), z.unknown()).safeParse(schema);
  if (!parsed.success) return schema;
  const kept = Object.entries(parsed.data).filter(([key]) => !unchecked.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "properties" ? fields(value) : plain(value)]),
  );
}

const fields = (value: unknown) =>
  Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(value)).map(([name, schema]) => [
      name,
      plain(schema),
    ]),
  );
