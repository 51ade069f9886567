import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { setTimeout as pause } from "node:timers/promises";
import { inNewest } from "../../../../domain/kernel/version.ts";
import { editionsOf } from "../../editions.ts";
import { type Publishing, publishing } from "../../publishing.ts";
import { SOURCE } from "../../source.ts";
import type { Ops } from "../ops.ts";
import type { Told } from "./events.ts";

/** Where events are sent again. */
export type Target = { readonly reaction: string } | { readonly queue: string } | { readonly bus: string };

/** Sends one event; throws when it was not taken. */
export type Send = (told: Told) => Promise<void>;

const MAX_TRIES = 5;

/** What the bus makes of an event for a queue, in the version of today; consumers deduplicate on the event's own id. */
function messageOf({ event, text }: Told, { superseded }: Publishing): string {
  const { id, type, at, record } = event;
  const head = { version: "0", id, "detail-type": type, source: SOURCE, time: at, resources: [record] };
  const newest = inNewest(event, superseded);
  const detail = newest === event ? text : JSON.stringify(newest);
  return `${JSON.stringify(head).slice(0, -1)},"detail":${detail}}`;
}

function toQueue({ queues }: Ops, QueueUrl: string, parts: Publishing): Send {
  return async (told) => {
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: messageOf(told, parts) }));
  };
}

/** As the publisher does: in every version that is live. */
function toBus({ bus }: Ops, EventBusName: string, parts: Publishing): Send {
  return async ({ event: { id }, text }) => {
    const { entries, spoiled } = editionsOf(text, EventBusName, parts);
    if (spoiled !== undefined) throw new Error(`${id}: ${spoiled}`);
    const Entries = entries.map(({ entry }) => entry);
    let why: string | undefined = "";
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      if (tries > 1) await pause(Math.random() * 50 * 2 ** tries);
      const answer = await bus.send(new PutEventsCommand({ Entries }));
      if ((answer.FailedEntryCount ?? 0) === 0) return;
      const failed = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
      why = failed?.ErrorMessage ?? failed?.ErrorCode;
    }
    throw new Error(`The bus ${EventBusName} did not take ${id}: ${why}`);
  };
}

/** What sends to a target; undefined for a reaction that has no queue. */
export function sendTo(ops: Ops, target: Target, parts = publishing): Send | undefined {
  if ("bus" in target) return toBus(ops, target.bus, parts);
  if ("queue" in target) return toQueue(ops, target.queue, parts);
  const url = ops.place.lines.find(({ name }) => name === target.reaction)?.queue;
  return url === undefined ? undefined : toQueue(ops, url, parts);
}
