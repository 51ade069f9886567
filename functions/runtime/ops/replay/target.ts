import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { setTimeout as pause } from "node:timers/promises";
import { SOURCE } from "../../source.ts";
import type { Ops } from "../ops.ts";
import type { Told } from "./events.ts";

/** Where events are sent again. */
export type Target = { readonly reaction: string } | { readonly queue: string } | { readonly bus: string };

/** Sends one event; throws when it was not taken. */
export type Send = (told: Told) => Promise<void>;

const MAX_TRIES = 5;

/** What the bus makes of an event for a queue; consumers deduplicate on the event's own id. */
function messageOf({ event: { id, type, at, record }, text }: Told): string {
  const head = { version: "0", id, "detail-type": type, source: SOURCE, time: at, resources: [record] };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${text}}`;
}

function toQueue({ queues }: Ops, QueueUrl: string): Send {
  return async (told) => {
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: messageOf(told) }));
  };
}

function toBus({ bus }: Ops, EventBusName: string): Send {
  return async ({ event: { type, at, record, id }, text }) => {
    const entry = { Source: SOURCE, DetailType: type, Detail: text, Time: new Date(at), Resources: [record] };
    let why = "";
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      if (tries > 1) await pause(Math.random() * 50 * 2 ** tries);
      const answer = await bus.send(new PutEventsCommand({ Entries: [{ ...entry, EventBusName }] }));
      if ((answer.FailedEntryCount ?? 0) === 0) return;
      why = answer.Entries?.[0]?.ErrorMessage ?? answer.Entries?.[0]?.ErrorCode ?? "";
    }
    throw new Error(`The bus ${EventBusName} did not take ${id}: ${why}`);
  };
}

/** What sends to a target; undefined for a reaction that has no queue. */
export function sendTo(ops: Ops, target: Target): Send | undefined {
  if ("bus" in target) return toBus(ops, target.bus);
  if ("queue" in target) return toQueue(ops, target.queue);
  const url = ops.place.lines.find(({ name }) => name === target.reaction)?.queue;
  return url === undefined ? undefined : toQueue(ops, url);
}
