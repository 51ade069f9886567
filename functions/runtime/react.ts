import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";
import type { Command, Reaction } from "../../domain/kernel/flow.ts";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import type { Performed, World } from "./ask.ts";
import { logger } from "./log.ts";
import { perform } from "./perform.ts";
import { required } from "./settings.ts";
import { openWorld } from "./world.ts";

/** What EventBridge puts into the queue: the envelope is its detail. */
const Message = z.object({ detail: Envelope });

/** A reaction that could not do its action: it is tried again, and ends in the dead-letter queue. */
export class ReactionFailed extends Error {
  override readonly name = "ReactionFailed";
}

const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 900;

/** Seconds to wait after the nth try: what came too early heals soon, what is broken does not press. */
export function waitSeconds(tries: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - 1));
}

function isSettled(reaction: Reaction, refusal: Refusal): boolean {
  return refusal.code === "wrong_state" && reaction.settled.includes(String(refusal.details?.["status"]));
}

async function ask(reaction: Reaction, event: Envelope, command: Command, world: World): Promise<void> {
  const outcome: Performed | Refusal = await perform(
    {
      action: reaction.action,
      id: command.id,
      input: command.input,
      commandId: `${reaction.name}@${event.id}@${command.id}`,
      actor: { type: "reaction", id: reaction.name },
      causedBy: event.id,
      cause: { at: event.at, deal: event.deal },
      traceId: event.traceId,
    },
    world,
  );
  const settled = !outcome.ok && isSettled(reaction, outcome);
  const code = outcome.ok ? "ok" : settled ? "settled" : outcome.code;
  logger.info("reacted", {
    reaction: reaction.name,
    event: event.id,
    record: command.id,
    code,
    traceId: event.traceId,
  });
  if (!outcome.ok && !settled) {
    throw new ReactionFailed(
      `${reaction.action.name} of ${command.id} after ${event.id}: ${outcome.message}`,
    );
  }
}

/** The Lambda function of one reaction: events of its queue become actions, through the same door as HTTP. */
export function react(reaction: Reaction): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const world = openWorld();
  // The client's own endpoint, not the host of the queue's URL: locally that host has no address.
  const queues = new SQSClient({ useQueueUrlAsEndpoint: false });
  const QueueUrl = required("QUEUE_URL");
  const processor = new BatchProcessor(EventType.SQS);

  async function comeBackLater({ receiptHandle: ReceiptHandle, attributes }: SQSRecord): Promise<void> {
    const VisibilityTimeout = waitSeconds(Number(attributes.ApproximateReceiveCount));
    try {
      await queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      // The queue's own timeout brings the message back as well, only later.
      logger.warn("visibility unchanged", { reaction: reaction.name, error });
    }
  }

  async function handle(record: SQSRecord): Promise<void> {
    try {
      const { detail } = Message.parse(JSON.parse(record.body));
      for (const command of reaction.commands(detail)) await ask(reaction, detail, command, world);
    } catch (error) {
      logger.error("reaction failed", { reaction: reaction.name, message: record.messageId, error });
      await comeBackLater(record);
      throw error instanceof Error ? error : new ReactionFailed(String(error));
    }
  }

  return (event, context) =>
    processPartialResponse(event, handle, processor, {
      context,
      // Numbers of one series are given one after the other: in parallel they would only take turns at losing.
      processInParallel: reaction.action.series === undefined,
      throwOnFullBatchFailure: false,
    });
}
