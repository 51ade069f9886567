import type { PageLimits } from "../read/query.ts";

/** Of a page of the feed. */
export const FEED_LIMITS: PageLimits = { most: 500, usual: 100 };

/** The longest that a request waits: API Gateway gives 30 seconds, and what has come is still to be read. */
export const MAX_WAIT_SECONDS = 20;

/** A route that reads the feed. */
export interface FeedRoute {
  readonly method: "GET";
  readonly path: string;
  /** The name of its function: "read-events" for functions/read/events.ts. */
  readonly entry: "read-events" | "read-deal-events";
}

/** The routes that read the feed. */
export const feedRoutes: readonly FeedRoute[] = [
  { method: "GET", path: "/events", entry: "read-events" },
  { method: "GET", path: "/deals/{deal}/events", entry: "read-deal-events" },
];
