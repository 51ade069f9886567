import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { setTimeout as pause } from "node:timers/promises";
import type { Envelope } from "../../domain/kernel/event.ts";
import { SOURCE } from "../../functions/runtime/source.ts";
import type { Random } from "../../local/bench/random.ts";
import { clientOptions } from "../../local/provision/client.ts";
import type { Runtime } from "../../local/runtime.ts";

/** Each item one to three times, in an order of chance. */
export const shuffledRepeats = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .flatMap((item) => Array.from({ length: random.whole(1, 3) }, () => item))
    .map((item) => ({ item, place: random.whole(0, 1_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

/** Another system's way to the bus and the queues of a running system. */
export const openBus = ({ endpoints, spec }: Runtime) => {
  const events = new EventBridgeClient(clientOptions(endpoints.events, spec.region));
  const queues = new SQSClient({
    ...clientOptions(endpoints.sqs, spec.region),
    useQueueUrlAsEndpoint: false,
  });
  const [EventBusName] = spec.buses;

  const waiting = async (QueueUrl: string) => {
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
  };

  return {
    /** Puts envelopes on the bus as the publisher does. */
    put: async (envelopes: readonly Envelope[]) => {
      for (let from = 0; from < envelopes.length; from += 10) {
        const Entries = envelopes.slice(from, from + 10).map((envelope) => ({
          EventBusName,
          Source: SOURCE,
          DetailType: envelope.type,
          Detail: JSON.stringify(envelope),
        }));
        const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries }));
        if (FailedEntryCount !== 0) throw new Error("The bus did not take the events");
      }
    },
    /** Waits until no reaction has anything left to do. */
    idle: async () => {
      for (const { queueUrl } of spec.queueSources) while ((await waiting(queueUrl)) > 0) await pause(20);
    },
    /** What reactions have given up, with the name of the queue that it lies in; it can be looked at again a second later. */
    deadLetters: async () => {
      const found: { readonly queue: string; readonly body: string }[] = [];
      const sources = new Set(spec.queueSources.map(({ queueArn }) => queueArn));
      for (const { url, name } of spec.queues.filter(({ arn }) => !sources.has(arn))) {
        const look = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 1 };
        const { Messages = [] } = await queues.send(new ReceiveMessageCommand(look));
        found.push(
          ...Messages.flatMap(({ Body }) => (Body === undefined ? [] : [{ queue: name, body: Body }])),
        );
      }
      return found;
    },
    close: () => {
      events.destroy();
      queues.destroy();
    },
  };
};
