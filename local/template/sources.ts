import * as z from "zod";
import type { QueueSourceSpec, StreamSourceSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import { functionArnOf } from "./functions.ts";
import { queueWithArn } from "./queues.ts";
import type { Resource, World } from "./world.ts";

const Properties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().int().optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).default("TRIM_HORIZON"),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  MaximumRetryAttempts: z.coerce.number().int().optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.string()).default([]),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().int().optional() }).optional(),
  TumblingWindowInSeconds: z.undefined({ error: "tumbling windows are not run locally" }).optional(),
});
type Mapping = z.infer<typeof Properties> & { readonly resource: Resource };

const serviceOf = ({ EventSourceArn, resource }: Mapping) => {
  const service = EventSourceArn.split(":")[2];
  if (service === "dynamodb" || service === "sqs") return service;
  throw new StartProblem(
    `${resource.where}: ${EventSourceArn} cannot feed a function locally; a table or a queue can`,
  );
};

const mappings = (world: World, service: "dynamodb" | "sqs"): Mapping[] =>
  world
    .ofType("AWS::Lambda::EventSourceMapping")
    .map((resource) => ({ ...resource.read(Properties), resource }))
    .filter((mapping) => mapping.Enabled && serviceOf(mapping) === service);

const idOf = ({ stack, logicalId }: Resource) => `${stack.name}-${logicalId}`;

const BUCKET_ARN = "arn:aws:s3:::";

const bucketWithArn = (world: World, arn: string, where: string): string => {
  const buckets = world.ofType("AWS::S3::Bucket");
  const found = buckets.find(({ identity }) => identity.attributes["Arn"] === arn);
  if (found !== undefined) return found.identity.ref;
  throw new StartProblem(
    `${where}: ${arn} is not a bucket of the templates; it cannot be written to locally`,
  );
};

const streamSource = (world: World, mapping: Mapping): StreamSourceSpec => {
  const { resource, EventSourceArn, MaximumRetryAttempts: attempts, DestinationConfig } = mapping;
  const failures = DestinationConfig?.OnFailure?.Destination;
  const isBucket = failures?.startsWith(BUCKET_ARN) === true;
  const failureBucket = isBucket ? bucketWithArn(world, failures, resource.where) : undefined;
  return {
    id: idOf(resource),
    functionArn: functionArnOf(world, mapping.FunctionName, resource.where),
    tableName: EventSourceArn.split("/")[1] ?? "",
    batchSize: mapping.BatchSize ?? 100,
    startingPosition: mapping.StartingPosition,
    filters: mapping.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [],
    maximumRetryAttempts: attempts === undefined || attempts < 0 ? undefined : attempts,
    bisectOnError: mapping.BisectBatchOnFunctionError,
    reportsItemFailures: mapping.FunctionResponseTypes.includes("ReportBatchItemFailures"),
    failureQueueUrl: isBucket ? undefined : failures && queueWithArn(world, failures, resource.where).url,
    failureBucket,
  };
};

const queueSource = (world: World, mapping: Mapping): QueueSourceSpec => {
  const { resource, EventSourceArn, FilterCriteria } = mapping;
  if (FilterCriteria !== undefined && FilterCriteria.Filters.length > 0) {
    throw new StartProblem(
      `${resource.where}: filters on a queue are not run locally; filter in the rule instead`,
    );
  }
  const { arn, url } = queueWithArn(world, EventSourceArn, resource.where);
  return {
    id: idOf(resource),
    functionArn: functionArnOf(world, mapping.FunctionName, resource.where),
    queueArn: arn,
    queueUrl: url,
    batchSize: mapping.BatchSize ?? 10,
    maximumBatchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
    maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
    reportsItemFailures: mapping.FunctionResponseTypes.includes("ReportBatchItemFailures"),
  };
};

/** The enabled event source mappings on table streams. */
export const streamSourcesOf = (world: World): StreamSourceSpec[] =>
  mappings(world, "dynamodb").map((mapping) => streamSource(world, mapping));

/** The enabled event source mappings on queues. */
export const queueSourcesOf = (world: World): QueueSourceSpec[] =>
  mappings(world, "sqs").map((mapping) => queueSource(world, mapping));
