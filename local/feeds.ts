import type { Engines } from "./engines/engines.ts";
import { shortNames } from "./metrics/queue-depths.ts";
import type { SystemSpec } from "./model.ts";
import { startQueueSource } from "./sources/queue.ts";
import type { Source } from "./sources/source.ts";
import { startStreamSource, type StreamSource } from "./sources/stream.ts";
import { trimming } from "./trimming.ts";
import type { Invoke } from "./workers/invocation.ts";

/** All that feeds functions with records and messages. */
export interface Feeds {
  /** By the function that each feeds. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Has the streams looked at: something was probably written. */
  readonly wake: () => void;
}

/** What the sources work with; `positions` is the folder where streams remember how far they are. */
export interface FeedOptions {
  readonly engines: Engines;
  readonly invoke: Invoke;
  readonly positions: string;
  /** Gets each started source: it is stopped with everything else, also when a later one does not start. */
  readonly closing: AsyncDisposableStack;
}

const startStreams = (spec: SystemSpec, { engines, invoke, positions }: FeedOptions) => {
  const progress = trimming(spec.streamSources, engines.trimStream);
  const { dynamodb: dynamodbEndpoint, sqs: sqsEndpoint } = engines;
  return spec.streamSources.map((stream): [string, StreamSource] => {
    const onProgress = (sequence: string) => progress(stream.tableName, stream.id, sequence);
    const options = { dynamodbEndpoint, sqsEndpoint, region: spec.region, invoke, positions, onProgress };
    return [stream.id, startStreamSource(stream, options)];
  });
};

const startQueues = (spec: SystemSpec, { engines }: FeedOptions, invoke: Invoke) => {
  const options = { sqsEndpoint: engines.sqs, region: spec.region, invoke };
  return spec.queueSources.map((queue): [string, Source] => [queue.id, startQueueSource(queue, options)]);
};

const stopWith = (closing: AsyncDisposableStack, sources: ReadonlyMap<string, Source>) =>
  closing.defer(async () => void (await Promise.all([...sources.values()].map((source) => source.stop()))));

/** A function that is fed by several has them by their own ids. */
const byFunction = (spec: SystemSpec, sources: ReadonlyMap<string, Source>) => {
  const short = shortNames(spec);
  const specs = [...spec.streamSources, ...spec.queueSources];
  const isOnly = (arn: string) => specs.filter(({ functionArn }) => functionArn === arn).length === 1;
  const names = new Map(specs.map(({ id, functionArn: arn }) => [id, isOnly(arn) ? short(arn) : id]));
  return new Map([...sources].map(([id, source]) => [names.get(id) ?? id, source]));
};

/** Starts the sources of all streams and queues. Throws StartProblem. */
export const startFeeds = (spec: SystemSpec, options: FeedOptions): Feeds => {
  const streams = new Map(startStreams(spec, options));
  stopWith(options.closing, streams);
  const wake = () => {
    for (const stream of streams.values()) stream.wake();
  };
  const invoke: Invoke = async (...call) => {
    const result = await options.invoke(...call);
    wake();
    return result;
  };
  const queues = new Map(startQueues(spec, options, invoke));
  stopWith(options.closing, queues);
  return { sources: byFunction(spec, new Map<string, Source>([...streams, ...queues])), wake };
};
