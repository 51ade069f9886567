import type { Finding } from "./finding.ts";

/** What was seen of the feed. */
export interface FeedSeen {
  /** The last number given, as the end of the feed said before its places were read, and after. */
  readonly before: number;
  readonly after: number;
  /** When that was given which was the last one before. */
  readonly fed: string;
  /** Places up to the end that was read before. */
  readonly places: number;
  /** The highest place; 0 when there is none. */
  readonly highest: number;
  /** Up to where deliveries have been made of it. */
  readonly dispatched: number;
}

const found = (text: string): Finding => ({ invariant: "I2", record: "feed#end", deal: "", text });

/** I2 of the feed: a place for each number up to its end and none behind it, and nobody has read on behind it. A table that was restored to a second in the middle of a transaction may not hold that. */
export function judgeFeed({ before, fed, after, places, highest, dispatched }: FeedSeen): Finding[] {
  const missing = before - places;
  return [
    ...(missing > 0
      ? [
          {
            ...found(
              `${missing} of the ${before} places of the feed are not there: its readers stop before them`,
            ),
            since: fed,
          },
        ]
      : []),
    ...(highest > after
      ? [
          found(
            `Place ${highest} stands behind the end of the feed, which is ${after}: nothing can be put into it`,
          ),
        ]
      : []),
    ...(dispatched > after
      ? [
          found(
            `Webhooks were dispatched up to ${dispatched}, behind the end of the feed, which is ${after}: what comes next is sent to nobody`,
          ),
        ]
      : []),
  ];
}
