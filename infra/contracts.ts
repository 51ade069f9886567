import { type App, Stack } from "aws-cdk-lib";
import { CfnRegistry, CfnRegistryPolicy, CfnSchema } from "aws-cdk-lib/aws-eventschemas";
import { AccountPrincipal, PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type EventContract, events } from "../contracts/events.ts";
import { messageSchema } from "../contracts/message-schema.ts";
import { SOURCE } from "../functions/runtime/source.ts";
import type { Consumers } from "./consumers.ts";

/** The registry has the name that stands in every event. */
export const REGISTRY = SOURCE;

/** What the Schema Registry takes. */
const MOST_CHARACTERS = 100_000;

/** Stages of the sale itself, whose schemas have a stack of their own: all together come near the size of a template. A schema must not move between stacks, so it is said by stage and not by size. */
const sale = new Set(["opportunity", "quote", "order", "invoice", "credit-note"]);

/** As EventBridge names what it discovers by itself. */
export function schemaName(type: string): string {
  return `${SOURCE}@${type}`;
}

function addSchema(stack: Stack, { type, ...rest }: EventContract): CfnSchema {
  const content = JSON.stringify(messageSchema({ type, ...rest }));
  if (content.length > MOST_CHARACTERS) {
    throw new Error(`The schema of ${type} has ${content.length} characters, more than ${MOST_CHARACTERS}`);
  }
  return new CfnSchema(stack, type, {
    registryName: REGISTRY,
    schemaName: schemaName(type),
    type: "JSONSchemaDraft4",
    description: rest.description.slice(0, 256),
    content,
  });
}

function addReaders(stack: Stack, registry: CfnRegistry, consumers: Consumers): void {
  const of = (resource: string) => stack.formatArn({ service: "schemas", resource });
  const reads = ["Describe*", "Export*", "Get*", "List*", "Search*", "PutCodeBinding"];
  const policy = new CfnRegistryPolicy(stack, "readers", {
    registryName: REGISTRY,
    policy: new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: "ConsumersRead",
          principals: [...consumers.keys()].map((account) => new AccountPrincipal(account)),
          actions: reads.map((action) => `schemas:${action}`),
          resources: [of(`registry/${REGISTRY}`), of(`schema/${REGISTRY}/*`)],
        }),
      ],
    }),
  });
  policy.addResourceDependency(registry);
}

/** The stacks of the contracts: a registry with the schema of every event as rules deliver it, for the developers of other systems. */
export function createContracts(app: App, consumers: Consumers): void {
  const main = new Stack(app, "salesline-contracts", {
    description: "Salesline: the schemas of its events, for other systems",
  });
  const registry = new CfnRegistry(main, "registry", {
    registryName: REGISTRY,
    description: "The events of Salesline as they are delivered; see docs/bus.md",
  });
  if (consumers.size > 0) addReaders(main, registry, consumers);
  const ofSale = new Stack(app, "salesline-contracts-sale", {
    description: "Salesline: the schemas of the events from opportunity to invoice",
  });
  ofSale.addStackDependency(main);
  for (const event of events) {
    if (sale.has(event.stage)) addSchema(ofSale, event);
    else addSchema(main, event).addResourceDependency(registry);
  }
}
