import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import * as z from "zod";
import type { BusEvent } from "../../local/bus/bus-event.ts";
import { type BusOptions, startBus } from "../../local/bus/bus.ts";
import type { RuleSpec } from "../../local/model.ts";

export const region = "eu-central-1";
export const account = "000000000000";

/** A rule of the bus "sales" that sends what matches to the queue of the same name. */
export function rule(name: string, pattern: unknown, busName = "sales"): RuleSpec {
  const queueArn = `arn:aws:sqs:${region}:${account}:${name}`;
  return { name, busName, pattern, targets: [{ id: "queue", queueUrl: queueUrlOf(name), queueArn }] };
}

const queueUrlOf = (name: string) => `http://sqs.${region}.localhost/${account}/${name}`;

/** An entry for the bus "sales". */
export function entry(type: string, detail: unknown = {}): PutEventsRequestEntry {
  return { Source: "salesline", DetailType: type, Detail: JSON.stringify(detail), EventBusName: "sales" };
}

/** Starts real queues, named as the rules, and a bus before them; all end when the test does. */
export async function startWorld(rules: readonly RuleSpec[], options: Partial<BusOptions> = {}) {
  const queues = await startQueues(rules.map((one) => one.name));
  const accepted: BusEvent[] = [];
  const bus = await startBus({
    rules,
    buses: ["sales"],
    region,
    account,
    queueEndpoint: queues.address,
    onEvent: (event) => accepted.push(event),
    ...options,
  });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new EventBridgeClient({ endpoint: bus.url, region, credentials, maxAttempts: 1 });
  return {
    bus,
    queues,
    client,
    accepted,
    put: (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries })),
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await bus.stop();
      await queues.stop();
    },
  };
}

/** Starts real queues with these names; `port` to take the place of others. */
export async function startQueues(names: readonly string[], port = 0): Promise<FauxqsServer> {
  const queues = await startFauxqs({ port, logger: false, defaultRegion: region });
  for (const name of names) queues.createQueue(name);
  return queues;
}

const Message = z.looseObject({ "detail-type": z.string(), detail: z.unknown() });

/** The bodies of a queue, in order, as text. */
export function bodiesOf(queues: FauxqsServer, name: string): readonly string[] {
  return queues.inspectQueue(name)?.messages.ready.map((message) => message.body) ?? [];
}

/** The events of a queue, in order. */
export function eventsOf(queues: FauxqsServer, name: string): readonly z.infer<typeof Message>[] {
  return bodiesOf(queues, name).map((body) => Message.parse(JSON.parse(body)));
}

/** The types of the events of a queue, in order. */
export function typesOf(queues: FauxqsServer, name: string): readonly string[] {
  return eventsOf(queues, name).map((event) => event["detail-type"]);
}

/** A server between the bus and its queues; `answer` may answer a call itself, or give undefined to let it through. */
export async function startBetween(
  target: () => string,
  answer: (body: string) => Promise<unknown> | undefined,
) {
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const own = await answer(body);
    const headers = { "content-type": "application/x-amz-json-1.0" };
    if (own !== undefined) {
      response.writeHead(200, headers).end(JSON.stringify(own));
      return;
    }
    const through = await fetch(target(), {
      method: "POST",
      headers: { ...headers, "x-amz-target": String(request.headers["x-amz-target"]) },
      body,
    });
    response.writeHead(through.status, headers).end(await through.text());
  };
  const server = createServer((request, response) => void forward(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
