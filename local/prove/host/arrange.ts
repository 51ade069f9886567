import * as z from "zod";
import type { FunctionSpec, QueueSpec, SystemSpec } from "../../model.ts";

/** How much less functions have than the time after which their messages come back. */
const LESS_SECONDS = 3;

/** Seconds until what the stream has not brought is swept, and between two looks for it. */
const SWEEP_SECONDS = 5;

/** Waits of webhooks: so many tries in a time that one can wait for, and one second for an answer. */
const hookWaits = { WEBHOOK_WAITS: "0,1,1,2,2,3,3", WEBHOOK_TIMEOUT_SECONDS: "1" };

/** What sends webhooks begins nothing in its last nine seconds: it needs more than the others to get anywhere. */
const SENDING_SECONDS = 28;

const isSending = ({ environment }: FunctionSpec) => "WEBHOOK_WAITS" in environment;

const hurried = (each: FunctionSpec): FunctionSpec => {
  const { environment } = each;
  const more = {
    ...("SWEEP_AFTER_SECONDS" in environment && { SWEEP_AFTER_SECONDS: String(SWEEP_SECONDS) }),
    ...(isSending(each) && hookWaits),
  };
  return { ...each, environment: { ...environment, ...more } };
};

/** How much shorter, and how much more patient, a system is than the one that is deployed. */
export interface Haste {
  /** Seconds until a message comes back whose function has ended without a word. */
  readonly returnSeconds: number;
  /** How often a message is tried; as often as is deployed when not given. */
  readonly tries?: number | undefined;
}

const Redrive = z.looseObject({ maxReceiveCount: z.coerce.number() });

const triedOften = (policy: string, maxReceiveCount: number) =>
  JSON.stringify({ ...Redrive.parse(JSON.parse(policy)), maxReceiveCount });

const shorter = (queue: QueueSpec, seconds: number, tries: number | undefined): QueueSpec => {
  const { RedrivePolicy: policy } = queue.attributes;
  const attributes = {
    ...queue.attributes,
    VisibilityTimeout: String(seconds),
    ...(policy !== undefined && tries !== undefined && { RedrivePolicy: triedOften(policy, tries) }),
  };
  return { ...queue, attributes };
};

/** The system with shorter waits: what fails must come back while somebody looks. */
export const hastened = (spec: SystemSpec, { returnSeconds, tries }: Haste): SystemSpec => {
  const sources = [...spec.queueSources, ...spec.streamSources];
  const fed = new Set(sources.map(({ functionArn }) => functionArn));
  const sending = new Set(spec.functions.filter(isSending).map(({ arn }) => arn));
  const secondsOf = (fn: string | undefined) =>
    fn !== undefined && sending.has(fn) ? SENDING_SECONDS : returnSeconds;
  const readerOf = ({ arn }: QueueSpec) =>
    spec.queueSources.find(({ queueArn }) => queueArn === arn)?.functionArn;
  return {
    ...spec,
    queues: spec.queues.map((queue) => shorter(queue, secondsOf(readerOf(queue)), tries)),
    clocks: spec.clocks.map((clock) => ({ ...clock, everySeconds: SWEEP_SECONDS })),
    functions: spec.functions
      .map(hurried)
      .map((each) =>
        fed.has(each.arn) ? { ...each, timeoutSeconds: secondsOf(each.arn) - LESS_SECONDS } : each,
      ),
  };
};
