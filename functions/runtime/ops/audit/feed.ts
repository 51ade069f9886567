import { judgeFeed } from "../../../../domain/audit/feed.ts";
import type { Finding } from "../../../../domain/audit/finding.ts";
import { type End, readEnd } from "../../feed/place.ts";
import type { Item } from "../../items.ts";
import { FEED_PREFIX, feedEndKey } from "../../keys.ts";
import { readCursor } from "../../webhooks/cursor.ts";
import { cursorKey } from "../../webhooks/keys.ts";
import type { Ops } from "../ops.ts";

const BLOCK = new RegExp(`^${FEED_PREFIX}[0-9]+$`);

async function endOf({ world }: Ops): Promise<End> {
  const [item] = await world.journal.load([feedEndKey]);
  return readEnd(item);
}

/** Hears of every place of the feed, and judges them in the end: the feed may grow meanwhile. */
export class Places {
  readonly #before: End;
  #count = 0;
  #highest = 0;

  private constructor(before: End) {
    this.#before = before;
  }

  /** Before the places are read. */
  static async begin(ops: Ops): Promise<Places> {
    return new Places(await endOf(ops));
  }

  hear(pk: string, item: Item): void {
    if (!BLOCK.test(pk)) return;
    const position = Number(item["sk"]?.S);
    if (position <= this.#before.last) this.#count += 1;
    this.#highest = Math.max(this.#highest, position);
  }

  async findings(ops: Ops): Promise<Finding[]> {
    // First how far it was dispatched: the end may have gone on since, and never the other way round.
    const [cursor] = await ops.world.journal.load([cursorKey]);
    const { last: before, fed } = this.#before;
    return judgeFeed({
      before,
      fed,
      after: (await endOf(ops)).last,
      places: this.#count,
      highest: this.#highest,
      dispatched: readCursor(cursor),
    });
  }
}
