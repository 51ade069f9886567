import { basename } from "node:path";
import * as z from "zod";
import type { FunctionSpec, SystemSpec } from "../model.ts";

/** A queue that a function works through, with what was set aside of it. */
export interface Depth {
  /** The function, as its bundle is named: "react-place-order". */
  readonly consumer: string;
  /** Messages that wait for it, or for their next try. */
  readonly waiting: number;
  /** Messages that are being worked on. */
  readonly taken: number;
  /** Messages in its dead letters. */
  readonly dead: number;
}

const Queues = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

const Redrive = z.object({ deadLetterTargetArn: z.string() });

function shortName({ codeDir, name }: FunctionSpec): string {
  const folder = basename(codeDir);
  return folder.startsWith("asset.") ? name : folder;
}

/** How the functions are called here, by their ARN: by their bundles, which say what they do. */
export function shortNames({ functions }: SystemSpec): (arn: string) => string {
  const names = new Map(functions.map((each) => [each.arn, shortName(each)]));
  return (arn) => names.get(arn) ?? arn;
}

const nameOf = (address: string | undefined) => address?.split(/[/:]/).at(-1);

/** Which queue each consumer works through, and where what it could not do ends. */
function placesOf(spec: SystemSpec) {
  const { queues, queueSources, streamSources } = spec;
  const consumer = shortNames(spec);
  const redrive = (queue: string | undefined) => {
    const policy = queues.find(({ name }) => name === queue)?.attributes["RedrivePolicy"];
    return policy === undefined ? undefined : nameOf(Redrive.parse(JSON.parse(policy)).deadLetterTargetArn);
  };
  return [
    ...queueSources.map(({ functionArn, queueArn }) => {
      const queue = nameOf(queueArn);
      return { consumer: consumer(functionArn), queue, dead: redrive(queue) };
    }),
    ...streamSources.map(({ functionArn, failureQueueUrl }) => {
      return { consumer: consumer(functionArn), queue: undefined, dead: nameOf(failureQueueUrl) };
    }),
  ];
}

/** Asks the queue engine how many messages lie where; one call for all. */
export function queueDepths(spec: SystemSpec, endpoint: string): () => Promise<readonly Depth[]> {
  const places = placesOf(spec);
  const url = new URL("/_fauxqs/queues", endpoint);
  return async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    const queues = new Map(Queues.parse(await answer.json()).map((queue) => [queue.name, queue]));
    const waiting = (name: string | undefined) => {
      const queue = queues.get(name ?? "");
      return (queue?.approximateMessageCount ?? 0) + (queue?.approximateDelayedCount ?? 0);
    };
    return places.map(({ consumer, queue, dead }) => ({
      consumer,
      waiting: waiting(queue),
      taken: queues.get(queue ?? "")?.approximateInflightCount ?? 0,
      dead: waiting(dead),
    }));
  };
}
