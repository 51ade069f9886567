import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  paginateListStacks,
} from "@aws-sdk/client-cloudformation";
import { type Listing, LISTED_TYPES } from "./listing.ts";

const STACKS = "salesline-";
const FLOW = "salesline-flow";

async function stackNames(client: CloudFormationClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    for (const { StackName = "", StackStatus } of StackSummaries) {
      if (StackName.startsWith(STACKS) && StackStatus !== "DELETE_COMPLETE") names.push(StackName);
    }
  }
  return names;
}

async function resourcesOf(client: CloudFormationClient, stack: string): Promise<Listing["resources"]> {
  const resources: Listing["resources"] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
    for (const { LogicalResourceId, PhysicalResourceId, ResourceType = "" } of page.StackResourceSummaries ??
      []) {
      if (LogicalResourceId === undefined || PhysicalResourceId === undefined) continue;
      if (!LISTED_TYPES.has(ResourceType)) continue;
      resources.push({ stack, logicalId: LogicalResourceId, type: ResourceType, id: PhysicalResourceId });
    }
  }
  return resources;
}

async function settingsOf(client: CloudFormationClient): Promise<string> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: FLOW }));
  const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
  return outputs.find(({ OutputKey }) => OutputKey === "Settings")?.OutputValue ?? "{}";
}

/** What CloudFormation lists of the stacks of an account: one stack after the other, since it throttles early. */
export async function listCloud(client: CloudFormationClient): Promise<Listing> {
  const resources: Listing["resources"] = [];
  for (const stack of await stackNames(client)) resources.push(...(await resourcesOf(client, stack)));
  return { resources, settings: resources.length === 0 ? "{}" : await settingsOf(client) };
}
