import type { Message } from "@aws-sdk/client-sqs";
import type { Queue } from "../host/orders.ts";
import type { Services } from "./services.ts";

/** A message that nobody could do, with its queue. */
export interface DeadLetter {
  readonly queue: Queue;
  readonly message: Message;
}

/** All dead letters; they stay where they are. */
export const deadLetters = async (
  services: Services,
  queues: readonly Queue[],
): Promise<readonly DeadLetter[]> => {
  const found = await Promise.all(
    queues.map(async (queue) =>
      (await services.receive(queue.failedUrl)).map((message) => ({ queue, message })),
    ),
  );
  return found.flat();
};

/** Puts dead letters back where they came from: into their queue first, so that none is lost in between. */
export const redrive = async (services: Services, letters: readonly DeadLetter[]): Promise<void> => {
  for (const { queue, message } of letters) {
    await services.send(queue.url, message.Body ?? "");
    await services.remove(queue.failedUrl, message);
  }
};
