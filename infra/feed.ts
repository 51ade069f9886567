import { type App, Duration, Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { feedRoutes, type FeedRoute } from "../functions/runtime/feed/routes.ts";
import type { Api } from "./api.ts";
import { bindFeed, bindTable } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import type { Settings } from "./settings.ts";
import type { JournalTable } from "./table.ts";
import { collect, consume, createWorkQueue } from "./work-queue.ts";

/** What the feed is bound to. */
export interface FeedProps {
  readonly api: Api;
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
export function createFeed(app: App, props: FeedProps): FeedParts {
  const { table, bus, settings, dist } = props;
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
  addReads(stack, props);
  return { stack, append };
}

/** Who reads may wait for the next event for 20 seconds, and the API for 30. */
const READ_TIMEOUT = Duration.seconds(29);

const summaries: Readonly<Record<FeedRoute["entry"], string>> = {
  "read-events": "All events in one order, and the next ones as they come",
  "read-deal-events": "The events of one deal, numbered",
};

function addReads(stack: Stack, { api, table, dist }: FeedProps): void {
  for (const { method, path, entry: name } of feedRoutes) {
    const timeout = name === "read-events" ? READ_TIMEOUT : timeouts.http;
    const fn = createFunction(stack, name, { name, summary: summaries[name], timeout, dist });
    bindTable(fn, table, ["get", "query"]);
    addRoutes(stack, api, fn, [{ method, path }]);
  }
}
