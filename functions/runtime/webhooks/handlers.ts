import { consumer, type QueueHandler } from "../consumer.ts";
import { dispatch } from "./dispatch.ts";
import { Followed, follow } from "./follow.ts";
import { openDispatch, openFollow, openLane, openOutbox } from "./open.ts";
import { LaneRun } from "./run.ts";
import { Wake } from "./wake.ts";

/** A page of the feed for all subscriptions that there can be takes less. */
const MS_FOR_PAGE = 25_000;

/** The Lambda function that makes deliveries of what stands in the feed: one pass for all messages that come together. */
export function dispatchFeed(): QueueHandler {
  const parts = openDispatch();
  const again = openOutbox("QUEUE_URL");
  let pass: Promise<void> | undefined;

  async function toTheEnd(remainingMs: () => number): Promise<void> {
    const isDone = await dispatch(parts, () => remainingMs() > MS_FOR_PAGE);
    if (!isDone) await again({ goOn: true });
  }

  return consumer(
    "dispatch",
    (_, __, { remainingMs }) => {
      // What was told before this pass began to read is in it.
      pass ??= toTheEnd(remainingMs).finally(() => {
        pass = undefined;
      });
      return pass;
    },
    { parallel: true },
  );
}

/** The Lambda function that sends what is due of one lane; there is one of its own for slow lanes. */
export function runLanes(): QueueHandler {
  const parts = openLane();
  const slow = process.env["LANE_CLASS"] === "slow";
  return consumer(
    slow ? "slow-lane" : "lane",
    async (body, _, { id, remainingMs }) => {
      const taken = await parts.lanes.take(Wake.parse(body).lane, id);
      if (taken !== undefined) await new LaneRun(parts, { remainingMs, slow }, taken).run();
    },
    { parallel: true },
  );
}

/** Time to hand on what is left in. */
const MS_TO_HAND_ON = 10_000;

/** The Lambda function that follows subscriptions: what was resumed goes on, what was asked for again is sent again. */
export function followSubscriptions(): QueueHandler {
  const parts = openFollow();
  return consumer(
    "webhook-delivery",
    (body, _, { remainingMs }) =>
      follow(Followed.parse(body), { ...parts, hasTime: () => remainingMs() > MS_TO_HAND_ON }),
    { parallel: true },
  );
}
