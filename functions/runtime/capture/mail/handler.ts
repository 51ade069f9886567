import { consumer, type QueueHandler } from "../../consumer.ts";
import { openIntakeBucket } from "../../intake-bucket.ts";
import { logger } from "../../log.ts";
import { openWorld } from "../../world.ts";
import { Notification } from "./notification.ts";
import { readOwn } from "./own.ts";
import { takeMail } from "./take.ts";

// Amazon SES says so once, in plain words, when a rule is made.
const SETUP = /^Successfully validated SNS topic/;

/** The Lambda function of the mails: each notification of its queue becomes one submission. */
export function takeMails(): QueueHandler {
  const world = openWorld();
  const bucket = openIntakeBucket();
  const own = readOwn(world.settings.country);
  return consumer(
    "take-mail",
    async (body, tries) => {
      if (typeof body === "string" && SETUP.test(body))
        return logger.info("the topic of the mails is set up");
      await takeMail(Notification.parse(body), tries, { world, bucket, own });
    },
    { parallel: false },
  );
}
