import type { Campaign } from "../campaign.ts";
import { queueNameOf } from "../door/log.ts";
import type { History } from "../history.ts";
import { deadLetters } from "./dead-letters.ts";
import { waiting } from "./drain.ts";
import { openServices } from "./services.ts";

/** Everything that is known of a campaign. Poison is not in it: that it ends in the dead letters is right. */
export const readHistory = async ({
  keeper,
  door,
  diary,
  post,
  receiver,
  crowd,
  scene,
}: Campaign): Promise<History> => {
  const system = await keeper.up();
  const services = openServices(system);
  try {
    const consumers = new Map(system.queues.map(({ url, consumer }) => [queueNameOf(url), consumer]));
    const letters = await deadLetters(services, system.queues);
    const draining = { services, queues: system.queues, log: door.log };
    return {
      items: await services.items(),
      published: door.log.published,
      delivered: door.log.delivered.flatMap(({ queue: name, event }) => {
        const queue = consumers.get(name);
        return queue === undefined ? [] : [{ queue, event }];
      }),
      dead: letters
        .filter(({ message }) => !scene.poison.isPoison(message.Body ?? ""))
        .map(({ queue, message }) => ({ queue: queue.consumer, body: message.Body ?? "" })),
      waiting: await waiting(draining),
      commands: diary.commands,
      mails: post.handed,
      hooked: receiver.hooked,
      finished: crowd.finished,
    };
  } finally {
    services.close();
  }
};
