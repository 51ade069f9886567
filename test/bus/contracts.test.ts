import { App } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { events } from "../../contracts/events.ts";
import { messageSchema } from "../../contracts/message-schema.ts";
import { createContracts } from "../../infra/contracts.ts";
import { fateOf } from "../../local/template/kinds.ts";
import { problemsBy } from "../support/validators.ts";

const app = new App({ analyticsReporting: false, treeMetadata: false });
createContracts(app, new Map([["444455556666", ["quote.*"]]]));
const assembly = app.synth();
const Properties = z.looseObject({});
const Template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties })),
});
const stacks = assembly.stacks.map(({ stackName, template }: { stackName: string; template: unknown }) => ({
  stackName,
  resources: Object.values(Template.parse(template).Resources),
  bytes: Buffer.byteLength(JSON.stringify(template, undefined, 1)),
}));
const Schema = z.object({
  RegistryName: z.enum(["salesline", "salesline-sale"]),
  SchemaName: z.string(),
  Type: z.literal("JSONSchemaDraft4"),
  Description: z.string().min(1).max(256),
  Content: z.string().max(100_000),
});
const schemas = stacks.flatMap(({ resources }) =>
  resources
    .filter(({ Type }) => Type === "AWS::EventSchemas::Schema")
    .map((each) => Schema.parse(each.Properties)),
);

describe("The Schema Registry", () => {
  test("has the schema of each event, under the name that EventBridge would discover it by", () => {
    expect(schemas.map(({ SchemaName }) => SchemaName).toSorted()).toEqual(
      events.map(({ type }) => `salesline@${type}`).toSorted(),
    );
  });

  test("is two, as a registry takes a hundred schemas, with the events from the opportunity to the invoice in one of their own", () => {
    const byRegistry = Map.groupBy(schemas, ({ RegistryName }) => RegistryName);
    for (const held of byRegistry.values()) expect(held.length).toBeLessThanOrEqual(100);
    const ofSale = byRegistry.get("salesline-sale")?.map(({ SchemaName }) => SchemaName) ?? [];
    expect(ofSale).toContain("salesline@quote.accepted");
    expect(ofSale).toContain("salesline@invoice.issued");
    expect(ofSale).not.toContain("salesline@lead.captured");
  });

  test("fits into what CloudFormation takes, with room for twice as much", () => {
    for (const { bytes, resources } of stacks) {
      expect(bytes).toBeLessThan(500_000);
      expect(resources.length).toBeLessThan(250);
    }
  });

  test("can be read by the accounts that may have rules", () => {
    for (const { resources } of stacks) {
      const policy = resources.find(({ Type }) => Type === "AWS::EventSchemas::RegistryPolicy");
      const registry = resources.find(({ Type }) => Type === "AWS::EventSchemas::Registry");
      expect(JSON.stringify(policy)).toContain(":iam::444455556666:root");
      expect(policy?.Properties["RegistryName"]).toBe(registry?.Properties["RegistryName"]);
    }
  });

  test("needs nothing on this machine", () => {
    for (const { resources } of stacks) for (const { Type } of resources) expect(fateOf(Type)).toBe("silent");
  });

  test.each(events)("describes $type in draft-04, as a rule delivers it", (contract) => {
    const { type, example } = contract;
    const content = schemas.find(({ SchemaName }) => SchemaName === `salesline@${type}`)?.Content;
    const schema = messageSchema(contract);
    expect(content).toBe(JSON.stringify(schema));
    expect(schema.$schema).toBe("http://json-schema.org/draft-04/schema#");
    const problems = problemsBy(schema, "draft-04");
    const message = {
      version: "0",
      id: "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": type,
      source: "salesline",
      account: "111122223333",
      time: "2026-11-26T12:00:00Z",
      region: "eu-west-1",
      resources: [example.record],
      detail: example,
    };
    expect(problems(message)).toEqual([]);
    const more = { ...example, moreToCome: 1, data: { ...example.data, more: 1 } };
    expect(problems({ ...message, detail: more })).toEqual([]);
    expect(problems({ ...message, "detail-type": "else" })).not.toEqual([]);
    expect(problems({ ...message, detail: { ...example, seq: "one" } })).not.toEqual([]);
  });
});
