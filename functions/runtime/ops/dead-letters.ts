import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod";
import { type Content, contentOf } from "./content.ts";
import type { Ops } from "./ops.ts";
import type { Line } from "./place.ts";

/** A message that was given up. */
export interface DeadLetter {
  readonly line: Line;
  readonly id: string;
  /** Good for deleting it, until it is seen again. */
  readonly handle: string;
  readonly body: string;
  readonly content: Content;
  /** How often its function has tried. */
  readonly tries: number;
  readonly sentAt: Date;
}

const PAGE = 10;
/** Nobody else sees what is being looked at for so long at most: it is given back as soon as the look has ended. */
export const LOOK_SECONDS = 120;
/** A queue that is looked at may answer nothing new although there is more. */
const VAIN_LOOKS = 3;

const Redrive = z.object({ maxReceiveCount: z.coerce.number() });

/** How often the queue of a line is tried; Infinity where no policy says so. */
async function triesOf(client: SQSClient, { queue: QueueUrl }: Line): Promise<number> {
  if (QueueUrl === undefined) return Infinity;
  const AttributeNames = ["RedrivePolicy"] as const;
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  const policy = Attributes?.["RedrivePolicy"];
  return policy === undefined ? Infinity : Redrive.parse(JSON.parse(policy)).maxReceiveCount;
}

function letterOf(line: Line, most: number, message: Message): DeadLetter[] {
  const { MessageId: id, ReceiptHandle: handle, Body: body, Attributes } = message;
  if (id === undefined || handle === undefined || body === undefined) return [];
  // It counts on in the dead letters, where each look is one more.
  const received = Number(Attributes?.ApproximateReceiveCount ?? 1) - 1;
  const sentAt = new Date(Number(Attributes?.SentTimestamp ?? 0));
  return [
    {
      line,
      id,
      handle,
      body,
      content: contentOf(body),
      tries: Math.max(0, Math.min(most, received)),
      sentAt,
    },
  ];
}

async function giveBack(
  client: SQSClient,
  QueueUrl: string,
  handles: readonly string[],
  VisibilityTimeout: number,
): Promise<void> {
  for (let from = 0; from < handles.length; from += PAGE) {
    const Entries = handles
      .slice(from, from + PAGE)
      .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}

/**
 * Shows each dead letter of a line to `see`, page by page; what it answers the ids of is gone (it has deleted that), the
 * rest is given back at the end, also when it throws. What is put there meanwhile is left for the next time.
 */
export async function eachDeadLetter(
  { queues: client, lookSeconds, backSeconds }: Pick<Ops, "queues" | "lookSeconds" | "backSeconds">,
  line: Line,
  see: (page: readonly DeadLetter[]) => Promise<readonly string[]>,
  hiddenSeconds = LOOK_SECONDS,
): Promise<void> {
  const begun = Date.now();
  const most = await triesOf(client, line);
  const seen = new Set<string>();
  const held = new Map<string, string>();
  try {
    for (let vain = 0; vain < VAIN_LOOKS;) {
      const messages = await receive(client, line.dead, hiddenSeconds, lookSeconds);
      const letters = messages.flatMap((message) => letterOf(line, most, message));
      for (const { id, handle } of letters) held.set(id, handle);
      if (letters.length === 0) return;
      const page = letters.filter(({ id, sentAt }) => !seen.has(id) && sentAt.getTime() <= begun);
      for (const { id } of letters) seen.add(id);
      vain = page.length === 0 ? vain + 1 : 0;
      if (page.length > 0) for (const id of await see(page)) held.delete(id);
    }
  } finally {
    await giveBack(client, line.dead, [...held.values()], backSeconds);
  }
}

async function receive(
  client: SQSClient,
  QueueUrl: string,
  VisibilityTimeout: number,
  WaitTimeSeconds: number,
): Promise<readonly Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: PAGE,
      VisibilityTimeout,
      WaitTimeSeconds,
      MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"],
    }),
  );
  return Messages;
}

/** Removes a dead letter for good. */
export async function removeDeadLetter(client: SQSClient, { line, handle }: DeadLetter): Promise<void> {
  await client.send(new DeleteMessageCommand({ QueueUrl: line.dead, ReceiptHandle: handle }));
}
