import { UNPUBLISHED_SHARDS } from "./keys.ts";
import { logger } from "./log.ts";
import { FIRST } from "./marks.ts";
import { count, measure, measured } from "./metrics.ts";
import { sweepCommits, type SweepParts } from "./sweep-commits.ts";
import { about } from "./trace.ts";
import type { Mark } from "./unpublished.ts";

/** A run ends before the function does and before the next one begins. */
const BUDGET_MS = 40_000;

/** Marks of one part that are read after a sort key, up to an instant. */
interface Lane {
  readonly shard: number;
  readonly after: string;
  readonly until: string;
}

/** After all instants. */
const LAST = "~";

/**
 * All that is old, and all that is dated so far ahead that a clock was wrong when it was committed: it would become old
 * only in hours, or years.
 */
function lanesOf(now: Date, afterSeconds: number): Lane[] {
  const [old, ahead] = [-1000, 1000].map((sign) =>
    new Date(now.getTime() + sign * afterSeconds).toISOString(),
  );
  const shards = Array.from({ length: UNPUBLISHED_SHARDS }, (_, shard) => shard);
  return shards.flatMap((shard) => [
    { shard, after: FIRST, until: old ?? FIRST },
    { shard, after: ahead ?? LAST, until: LAST },
  ]);
}

interface Read {
  readonly marks: readonly Mark[];
  readonly lanes: readonly Lane[];
  /** The instant of the oldest commit, be it old or not. */
  readonly oldest: string | undefined;
}

const byAge = (a: Mark, b: Mark) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.first - b.first);

async function read(lanes: readonly Lane[], { marks }: SweepParts): Promise<Read> {
  const pages = await Promise.all(
    lanes.map(async (lane) => ({ lane, ...(await marks.page(lane.shard, lane.after)) })),
  );
  const all = pages.flatMap(({ lane, marks: found }) => found.filter(({ at }) => at < lane.until));
  return {
    marks: all.toSorted(byAge),
    lanes: pages.flatMap(({ lane, next }) =>
      next === undefined || next >= lane.until ? [] : [{ ...lane, after: next }],
    ),
    oldest: pages.flatMap(({ oldest }) => oldest ?? []).toSorted()[0],
  };
}

function ageOf(oldest: string | undefined, now: Date): number {
  return oldest === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - Date.parse(oldest)) / 1000));
}

/** What a run has done. */
export interface Swept {
  readonly oldestSeconds: number;
  readonly commits: number;
  readonly events: number;
}

/**
 * The Lambda function that publishes what was committed and has not gone out, whatever became of the stream: the oldest
 * first, for as long as a run may take. Whatever is published twice has the same id.
 */
export function sweeper(parts: SweepParts) {
  const sweep = async (): Promise<Swept> => {
    const now = parts.now();
    const end = performance.now() + BUDGET_MS;
    let page = await read(lanesOf(now, parts.afterSeconds), parts);
    const oldestSeconds = ageOf(page.oldest, now);
    measure("OldestUnpublished", oldestSeconds);
    measure("CommitsSetAside", await parts.marks.countSetAside());
    let [commits, events] = [0, 0];
    for (;;) {
      const swept = await sweepCommits(page.marks, parts, () => performance.now() > end);
      commits += page.marks.length;
      events += swept.events;
      count("EventsSwept", swept.events);
      if (!swept.goesOn || page.lanes.length === 0) break;
      page = await read(page.lanes, parts);
    }
    if (commits > 0) logger.warn("swept", { oldestSeconds, commits, events });
    return { oldestSeconds, commits, events };
  };
  return () => about({ consumer: "sweep" }, () => measured(sweep));
}
