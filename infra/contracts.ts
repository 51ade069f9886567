import { type App, Stack } from "aws-cdk-lib";
import { CfnRegistry, CfnRegistryPolicy, CfnSchema } from "aws-cdk-lib/aws-eventschemas";
import { AccountPrincipal, PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type EventContract, events } from "../contracts/events.ts";
import { messageSchema } from "../contracts/message-schema.ts";
import { SOURCE } from "../functions/runtime/source.ts";
import type { Consumers } from "./consumers.ts";

/** What the Schema Registry takes. */
const MOST_CHARACTERS = 100_000;

/** Stages of the sale itself, whose schemas have a registry and a stack of their own: a registry takes a hundred, and all together come near the size of a template. A schema must not move, so it is said by stage and not by number. */
const sale = new Set(["opportunity", "quote", "order", "invoice", "credit-note"]);

/** The registry that has the schemas of a stage. */
export function registryOf(stage: string): string {
  return sale.has(stage) ? `${SOURCE}-sale` : SOURCE;
}

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
    registryName: registryOf(rest.stage),
    schemaName: schemaName(type),
    type: "JSONSchemaDraft4",
    description: rest.description.slice(0, 256),
    content,
  });
}

function addReaders(stack: Stack, registry: CfnRegistry, consumers: Consumers): void {
  const name = registry.registryName ?? SOURCE;
  const of = (resource: string) => stack.formatArn({ service: "schemas", resource });
  const reads = ["Describe*", "Export*", "Get*", "List*", "Search*", "PutCodeBinding"];
  const policy = new CfnRegistryPolicy(stack, "readers", {
    registryName: name,
    policy: new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: "ConsumersRead",
          principals: [...consumers.keys()].map((account) => new AccountPrincipal(account)),
          actions: reads.map((action) => `schemas:${action}`),
          resources: [of(`registry/${name}`), of(`schema/${name}/*`)],
        }),
      ],
    }),
  });
  policy.addResourceDependency(registry);
}

function addRegistry(stack: Stack, contracts: readonly EventContract[], consumers: Consumers): void {
  const [first] = contracts;
  if (first === undefined) return;
  const registry = new CfnRegistry(stack, "registry", {
    registryName: registryOf(first.stage),
    description: "The events of Salesline as they are delivered; see docs/bus.md",
  });
  if (consumers.size > 0) addReaders(stack, registry, consumers);
  for (const contract of contracts) addSchema(stack, contract).addResourceDependency(registry);
}

/** The stacks of the contracts: two registries with the schema of every event as rules deliver it, for the developers of other systems. */
export function createContracts(app: App, consumers: Consumers): void {
  const main = new Stack(app, "salesline-contracts", {
    description: "Salesline: the schemas of its events but for those of the sale itself, for other systems",
  });
  const ofSale = new Stack(app, "salesline-contracts-sale", {
    description: "Salesline: the schemas of the events from opportunity to invoice",
  });
  const isOfSale = ({ stage }: EventContract) => sale.has(stage);
  addRegistry(
    main,
    events.filter((contract) => !isOfSale(contract)),
    consumers,
  );
  addRegistry(ofSale, events.filter(isOfSale), consumers);
}
