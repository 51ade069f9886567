import * as z from "zod";
import { Envelope } from "../../../domain/kernel/event.ts";
import { consumer, type QueueHandler } from "../consumer.ts";
import { logger } from "../log.ts";
import type { Feed } from "./feed.ts";
import { together } from "./together.ts";
import type { Wake } from "./wake.ts";

const Message = z.object({ detail: Envelope });

/** The Lambda function that puts the events of the bus into the feed: those of one batch together, each failing by itself. */
export function appendFeed(feed: Pick<Feed, "append">, wake: Wake): QueueHandler {
  const put = together<Envelope>(async (events) => {
    const end = await feed.append(events);
    logger.info("fed", { end, events: events.length });
    // Also when all was there already: whoever put it there may have died before this.
    await wake(end);
  });
  return consumer("append-feed", (body) => put(Message.parse(body).detail), { parallel: true });
}
