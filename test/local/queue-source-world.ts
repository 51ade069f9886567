import { afterAll, afterEach } from "vitest";
import type { QueueSourceSpec } from "../../local/model.ts";
import { startQueueSource } from "../../local/sources/queue.ts";
import type { Source } from "../../local/sources/source.ts";
import type { InvocationResult, Invoke } from "../../local/workers/invocation.ts";
import { region, startTestEngines } from "./engines.ts";

interface Message {
  messageId: string;
  body: string;
}
const isEvent = (event: unknown): event is { Records: Message[] } =>
  typeof event === "object" && event !== null && "Records" in event;

/** The messages of a batch, in order. */
export const messagesOf = (event: unknown): Message[] => (isEvent(event) ? event.Records : []);

export const fine = { ok: true, payload: null } as const;
export const thrown = { ok: false, errorType: "Error", errorMessage: "no" } as const;

/** A function that remembers the bodies of each batch it was given. */
export function recorder(answer: (messages: Message[]) => InvocationResult = () => fine) {
  const batches: string[][] = [];
  const invoke: Invoke = async (_arn, event) => {
    batches.push(messagesOf(event).map((message) => message.body));
    return answer(messagesOf(event));
  };
  return { batches, invoke, bodies: () => batches.flat() };
}

/** Engines and queue sources for one test file; the sources are stopped after each test. */
export async function queueWorld() {
  const engines = await startTestEngines();
  const running: Source[] = [];
  let queues = 0;
  afterEach(async () => void (await Promise.all(running.splice(0).map((source) => source.stop()))));
  afterAll(() => engines.stop());

  /** A failed message of it comes again after a second, when not said otherwise. */
  const newQueue = (attributes: Record<string, string> = {}) =>
    engines.createQueue(`reaction-${(queues += 1)}`, { VisibilityTimeout: "1", ...attributes });
  const start = (
    queue: { readonly url: string; readonly arn: string },
    invoke: Invoke,
    spec: Partial<QueueSourceSpec> = {},
  ): Source => {
    const options = { sqsEndpoint: engines.sqs, region, invoke };
    const source = startQueueSource({ ...usual, queueArn: queue.arn, queueUrl: queue.url, ...spec }, options);
    running.push(source);
    return source;
  };
  return { engines, newQueue, start };
}

const usual = {
  id: "source",
  functionArn: "arn:aws:lambda:eu-central-1:000000000000:function:react",
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  maximumConcurrency: undefined,
  reportsItemFailures: true,
} as const;
