import type { FunctionSpec, QueueSpec, SystemSpec } from "../../model.ts";

/** How much less functions have than the time after which their messages come back. */
const LESS_SECONDS = 3;

/** Seconds until what the stream has not brought is swept, and between two looks for it. */
const SWEEP_SECONDS = 5;

const swept = (each: FunctionSpec): FunctionSpec =>
  "SWEEP_AFTER_SECONDS" in each.environment
    ? { ...each, environment: { ...each.environment, SWEEP_AFTER_SECONDS: String(SWEEP_SECONDS) } }
    : each;

const isFed = (spec: SystemSpec, { arn }: FunctionSpec) =>
  [...spec.queueSources, ...spec.streamSources].some(({ functionArn }) => functionArn === arn);

const shorter = (queue: QueueSpec, seconds: number): QueueSpec => ({
  ...queue,
  attributes: { ...queue.attributes, VisibilityTimeout: String(seconds) },
});

/** The system with shorter waits: what fails must come back while somebody looks, after so many seconds. */
export const hastened = (spec: SystemSpec, seconds: number): SystemSpec => ({
  ...spec,
  queues: spec.queues.map((queue) => shorter(queue, seconds)),
  clocks: spec.clocks.map((clock) => ({ ...clock, everySeconds: SWEEP_SECONDS })),
  functions: spec.functions
    .map(swept)
    .map((each) => (isFed(spec, each) ? { ...each, timeoutSeconds: seconds - LESS_SECONDS } : each)),
});
