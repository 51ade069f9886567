import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import type { Envelope } from "../../domain/kernel/event.ts";
import { openOps, type Ops } from "../../functions/runtime/ops/ops.ts";
import { placeOf } from "../../functions/runtime/ops/place.ts";
import { runCommand } from "../../local/ops/commands.ts";
import { startBus } from "../../local/bus/bus.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";

const REGION = "us-east-1";
const TABLE = "journal";
/** The bucket of what comes in. */
export const INTAKE = "intake";
const TRIES = 5;

const logicalIdOf = (name: string, part: string) => `${name.replaceAll("-", "")}${part}0123ABCD`;

type Run = (...words: string[]) => Promise<{ readonly code: number; readonly text: string }>;

/** `npm run ops` on an installation that is open already. */
export function runner(ops: Ops): Run {
  return async (...words) => {
    const printed: string[] = [];
    const code = await runCommand(words, {
      print: (text) => void printed.push(text),
      open: () => Promise.resolve({ ops, [Symbol.asyncDispose]: () => Promise.resolve() }),
    });
    return { code, text: printed.join("\n") };
  };
}

/** An installation of real engines, with the queues and dead letters of these lines and nothing that works on them. */
export interface Installation {
  readonly ops: Ops;
  readonly engine: Engine;
  readonly endpoints: { readonly dynamodb: string; readonly sqs: string; readonly events: string };
  /** Puts an event, or the body of any message, among the dead letters of a line. */
  die(line: string, what: Envelope | string): Promise<void>;
  /** The queue of another system, and its bus that leads there. */
  readonly outside: { readonly queue: string; readonly bus: string; bodies(): Promise<string[]> };
  readonly urlOf: (line: string, part: "queue" | "dead") => string;
  /** The bodies that anybody would get from a queue of the line now, as they lie there. */
  bodies(line: string, part: "queue" | "dead"): Promise<string[]>;
  /** What `npm run ops -- <words>` prints and exits with. */
  readonly run: Run;
  stop(): Promise<void>;
}

async function create(client: SQSClient, QueueName: string, Attributes: Record<string, string>) {
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

async function createLine(client: SQSClient, name: string) {
  const dead = await create(client, `${name}-failed`, {});
  const deadLetterTargetArn = `arn:aws:sqs:${REGION}:000000000000:${name}-failed`;
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: TRIES });
  const queue = await create(client, `${name}-queue`, { RedrivePolicy });
  const of = { stack: "salesline-flow", type: "AWS::SQS::Queue" };
  return [
    { ...of, logicalId: logicalIdOf(name, "queue"), id: queue },
    { ...of, logicalId: logicalIdOf(name, "failed"), id: dead },
  ];
}

/** A message as the bus makes it of an event. */
export function fromBus(event: Envelope): string {
  const { type, at, record } = event;
  return JSON.stringify({
    source: "salesline",
    "detail-type": type,
    time: at,
    resources: [record],
    detail: event,
  });
}

/** Gives every message of a queue, and leaves each where and as it was. */
async function peek(client: SQSClient, QueueUrl: string): Promise<string[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.flatMap(({ Body }) => Body ?? []);
}

const OUTSIDE = "outside";

/** A bus of another system, which puts all that it gets into a queue of that name. */
function startOutside(queueEndpoint: string) {
  const queueArn = `arn:aws:sqs:${REGION}:000000000000:${OUTSIDE}`;
  const target = { id: OUTSIDE, queueUrl: `${queueEndpoint}/000000000000/${OUTSIDE}`, queueArn };
  const rule = { name: OUTSIDE, busName: OUTSIDE, pattern: { source: ["salesline"] }, targets: [target] };
  return startBus({
    rules: [rule],
    buses: [OUTSIDE],
    region: REGION,
    account: "000000000000",
    queueEndpoint,
  });
}

/** Starts one. */
export async function startInstallation(names: readonly string[], now?: () => Date): Promise<Installation> {
  const [engine, server] = await Promise.all([startEngine(), startFauxqs({ port: 0, logger: false })]);
  await createTable(engine.client, TABLE);
  const sqs = `http://127.0.0.1:${server.port}`;
  const bus = await startOutside(sqs);
  const endpoints = { dynamodb: engine.endpoint, sqs, events: bus.url };
  const { credentials } = clientOptions(sqs, REGION);
  const fixed = [
    { stack: "salesline-data", logicalId: "Journal", type: "AWS::DynamoDB::GlobalTable", id: TABLE },
    { stack: "salesline-data", logicalId: "Intake0123ABCD", type: "AWS::S3::Bucket", id: INTAKE },
    { stack: "salesline-data", logicalId: "Bus", type: "AWS::Events::EventBus", id: "salesline" },
  ];
  const { queues } = openOps(placeOf("nothing yet", { resources: fixed, settings: "{}" }), {
    region: REGION,
    credentials,
    endpoints,
  });
  // What the stream gives up has no queue to go back to.
  const outside = await create(queues, OUTSIDE, {});
  const made = (await Promise.all(names.map((name) => createLine(queues, name))))
    .flat()
    .filter(({ logicalId }) => logicalId !== logicalIdOf("publish", "queue"));
  const place = placeOf("The test", { resources: [...fixed, ...made], settings: `{"timeZone":"UTC"}` });
  const ops = openOps(place, { region: REGION, credentials, endpoints }, now);
  await ops.buckets.send(new CreateBucketCommand({ Bucket: INTAKE }));

  function urlOf(line: string, part: "queue" | "dead"): string {
    const url = place.lines.find(({ name }) => name === line)?.[part];
    if (url === undefined) throw new Error(`There is no ${line}`);
    return url;
  }

  return {
    ops,
    engine,
    endpoints,
    urlOf,
    outside: { queue: outside, bus: OUTSIDE, bodies: () => peek(queues, outside) },
    async die(line, what) {
      const MessageBody = typeof what === "string" ? what : fromBus(what);
      await queues.send(new SendMessageCommand({ QueueUrl: urlOf(line, "dead"), MessageBody }));
    },
    bodies: (line, part) => peek(queues, urlOf(line, part)),
    run: runner(ops),
    async stop() {
      ops.close();
      queues.destroy();
      await bus.stop();
      await Promise.all([engine.stop(), server.stop()]);
    },
  };
}
