import { type App, Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { bindFeed, bindTable } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";
import type { JournalTable } from "./table.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

/** What the feed is bound to. */
export interface FeedProps {
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** What others of this stack build on. */
export interface FeedParts {
  readonly stack: Stack;
  /** Puts the events into the feed, and tells DISPATCH_QUEUE_URL after each append that it has grown. */
  readonly append: Function;
}

/** All appends change one item: more at once would only conflict and try again. */
const APPENDS_AT_ONCE = 2;

/** The stack of the feed: every event of the bus, in one order, for systems that read instead of being told. */
export function createFeed(app: App, { table, bus, settings, dist }: FeedProps): FeedParts {
  const stack = new Stack(app, "salesline-feed", {
    description: "Salesline: all events in one order, for other systems",
  });
  const name = "append-feed";
  const work = createWorkQueue(stack, name, "Events that could not be put into the feed", settings);
  collect(stack, name, work, { bus, description: "All events -> the feed" });
  const append = createFunction(stack, name, {
    name: "feed-append",
    summary: "Puts all events into one order",
    timeout: timeouts.queue,
    dist,
  });
  bindTable(append, table, ["get", "query"]);
  bindFeed(append, table);
  consume(append, work, APPENDS_AT_ONCE);
  return { stack, append };
}
