import * as z from "zod";
import type { QueueSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import type { Resource, World } from "./world.ts";

const setting = z.union([z.string(), z.number(), z.boolean()]).optional();
const Properties = z.object({
  VisibilityTimeout: setting,
  MessageRetentionPeriod: setting,
  DelaySeconds: setting,
  MaximumMessageSize: setting,
  ReceiveMessageWaitTimeSeconds: setting,
  FifoQueue: setting,
  ContentBasedDeduplication: setting,
  DeduplicationScope: setting,
  FifoThroughputLimit: setting,
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().positive() })
    .optional(),
});

const queueOf = (resource: Resource): QueueSpec => {
  const { RedrivePolicy, ...settings } = resource.read(Properties);
  const attributes = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  const { ref: url, attributes: own } = resource.identity;
  return {
    name: resource.name,
    arn: own["Arn"] ?? resource.name,
    url,
    attributes: {
      ...Object.fromEntries(attributes),
      ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    },
  };
};

/** The queues of the templates. */
export const queuesOf = (world: World): QueueSpec[] => world.ofType("AWS::SQS::Queue").map(queueOf);

/** The queue of the templates with this ARN. Throws StartProblem. */
export const queueWithArn = (world: World, arn: string, where: string): { arn: string; url: string } => {
  const found = world.ofType("AWS::SQS::Queue").find(({ identity }) => identity.attributes["Arn"] === arn);
  if (found !== undefined) return { arn, url: found.identity.ref };
  throw new StartProblem(
    `${where}: ${arn} is not a queue of the templates; only queues can be run locally here`,
  );
};
