import type { FunctionSpec, QueueSpec, SystemSpec } from "../../model.ts";

/** Seconds until what failed without a word comes back; the functions have a little less. */
const VISIBILITY_SECONDS = 15;
const TIMEOUT_SECONDS = 12;

/** Seconds until what the stream has not brought is swept, and between two looks for it. */
const SWEEP_SECONDS = 5;

const swept = (each: FunctionSpec): FunctionSpec =>
  "SWEEP_AFTER_SECONDS" in each.environment
    ? { ...each, environment: { ...each.environment, SWEEP_AFTER_SECONDS: String(SWEEP_SECONDS) } }
    : each;

const isFed = (spec: SystemSpec, { arn }: FunctionSpec) =>
  [...spec.queueSources, ...spec.streamSources].some(({ functionArn }) => functionArn === arn);

const shorter = (queue: QueueSpec): QueueSpec => ({
  ...queue,
  attributes: { ...queue.attributes, VisibilityTimeout: String(VISIBILITY_SECONDS) },
});

/** The system with shorter waits: what fails must come back while somebody looks. */
export const hastened = (spec: SystemSpec): SystemSpec => ({
  ...spec,
  queues: spec.queues.map(shorter),
  clocks: spec.clocks.map((clock) => ({ ...clock, everySeconds: SWEEP_SECONDS })),
  functions: spec.functions
    .map(swept)
    .map((each) => (isFed(spec, each) ? { ...each, timeoutSeconds: TIMEOUT_SECONDS } : each)),
});
