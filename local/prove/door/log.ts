import * as z from "zod";
import type { Published } from "../history.ts";
import type { Input } from "./call.ts";
import type { Reply } from "./said.ts";

const PutEvents = z.object({ Entries: z.array(z.object({ DetailType: z.string(), Detail: z.string() })) });
const Put = z.object({ Entries: z.array(z.object({ EventId: z.string().optional() })) });

const SendBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })),
});
const Sent = z.object({ Successful: z.array(z.object({ Id: z.string() })).default([]) });
const Message = z.object({ detail: z.object({ id: z.string() }) });

/** A message that a queue has taken. */
export interface Delivered {
  /** The queue's own name: where it is changes with each start. */
  readonly queue: string;
  /** Its id. */
  readonly event: string;
}

/** What services have done, in order; it outlives them. */
export interface DoorLog {
  /** What the bus has accepted. */
  readonly published: Published[];
  /** What the bus has put into queues. */
  readonly delivered: Delivered[];
  /** Notes what a service has done. */
  readonly note: (operation: string, input: Input | undefined, reply: Reply) => void;
}

/** The name at the end of a queue's URL. */
export const queueNameOf = (url: string): string => url.split("/").at(-1) ?? url;

const parsed = (body: Buffer): unknown => JSON.parse(body.toString());

/** The log of a door. */
export const openLog = (): DoorLog => {
  const published: Published[] = [];
  const delivered: Delivered[] = [];

  const notePut = (input: Input | undefined, reply: Reply) => {
    const answers = Put.parse(parsed(reply.body)).Entries;
    for (const [index, { DetailType: type, Detail: detail }] of PutEvents.parse(input).Entries.entries())
      if (answers[index]?.EventId !== undefined) published.push({ type, detail });
  };

  const noteSent = (input: Input | undefined, reply: Reply) => {
    const { QueueUrl, Entries } = SendBatch.parse(input);
    const taken = new Set(Sent.parse(parsed(reply.body)).Successful.map(({ Id }) => Id));
    for (const { MessageBody } of Entries.filter(({ Id }) => taken.has(Id))) {
      // Word of a mail or of a timer is about no event.
      const message = Message.safeParse(JSON.parse(MessageBody)).data;
      if (message !== undefined) delivered.push({ queue: queueNameOf(QueueUrl), event: message.detail.id });
    }
  };

  return {
    published,
    delivered,
    note(operation, input, reply) {
      if (reply.status !== 200) return;
      if (operation === "PutEvents") notePut(input, reply);
      if (operation === "SendMessageBatch") noteSent(input, reply);
    },
  };
};
