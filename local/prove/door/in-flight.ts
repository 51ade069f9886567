import * as z from "zod";
import { queueNameOf } from "./log.ts";
import type { Input } from "./call.ts";
import type { Reply } from "./said.ts";

const Asked = z.looseObject({ QueueUrl: z.string() });
const Received = z.looseObject({
  Messages: z.array(z.looseObject({ ReceiptHandle: z.string() })).default([]),
});
const Removed = z.looseObject({ Entries: z.array(z.looseObject({ ReceiptHandle: z.string() })) });

/** No message is hidden for longer. */
const HIDDEN_MS = 30_000;

/** The messages that functions have at this moment. */
export interface InFlight {
  /** Notes what queues have given and what was removed from them. */
  readonly note: (operation: string, input: Input | undefined, reply: Reply) => void;
  /** Receipts of the messages of a queue that nobody has removed. */
  readonly of: (queueUrl: string) => readonly string[];
}

/** Keeps in mind which messages are with functions. */
export const openInFlight = (): InFlight => {
  const queues = new Map<string, Map<string, number>>();
  const ofQueue = (url: string) => {
    const name = queueNameOf(url);
    const known = queues.get(name) ?? new Map<string, number>();
    queues.set(name, known);
    return known;
  };
  return {
    note(operation, input, reply) {
      const url = reply.status === 200 ? Asked.safeParse(input).data?.QueueUrl : undefined;
      if (url === undefined) return;
      if (operation === "ReceiveMessage") {
        const { Messages } = Received.parse(JSON.parse(reply.body.toString()));
        for (const { ReceiptHandle } of Messages) ofQueue(url).set(ReceiptHandle, performance.now());
      }
      if (operation === "DeleteMessageBatch")
        for (const { ReceiptHandle } of Removed.parse(input).Entries) ofQueue(url).delete(ReceiptHandle);
    },
    of(url) {
      const known = ofQueue(url);
      for (const [handle, at] of known) if (performance.now() - at > HIDDEN_MS) known.delete(handle);
      return [...known.keys()];
    },
  };
};
