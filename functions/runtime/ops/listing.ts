import * as z from "zod";

/** A resource of a stack, as CloudFormation lists it; `id` is its physical id: the URL of a queue, the name of a table. */
const StackResource = z.object({
  stack: z.string(),
  logicalId: z.string(),
  type: z.string(),
  id: z.string(),
});

/** A resource of a stack. */
export type StackResource = z.output<typeof StackResource>;

/** All that tools find the parts of an installation by. */
export const Listing = z.object({
  resources: z.array(StackResource),
  /** The output `Settings` of the stack of the flow. */
  settings: z.string(),
});

/** All that tools find the parts of an installation by. */
export type Listing = z.output<typeof Listing>;

/** The types of resources that tools need. */
export const LISTED_TYPES: ReadonlySet<string> = new Set([
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::Archive",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::S3::Bucket",
  "AWS::SQS::Queue",
]);
