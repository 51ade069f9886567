import * as z from "zod";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import type { Item } from "../items.ts";
import { BOARD_SHARDS, boardKey, type Key, table } from "../keys.ts";
import type { Reader } from "./reader.ts";

const Row = z.object({
  pk: z.object({ S: z.string() }),
  sk: z.object({ S: z.string() }),
  [table.board.sk]: z.object({ S: z.string() }),
});

/** A record as its board knows it: where it lies, and its place among all of its stage. */
export interface Card {
  readonly key: Key;
  /** `<createdAt>#<id>`: later sorts higher, and no two are the same. */
  readonly boardAt: string;
}

function cardOf(row: Item): Card {
  const { pk, sk, boardAt } = Row.parse(row);
  return { key: { pk: pk.S, sk: sk.S }, boardAt: boardAt.S };
}

function newestFirst(a: Card, b: Card): number {
  return a.boardAt === b.boardAt ? 0 : a.boardAt > b.boardAt ? -1 : 1;
}

/** The newest records in these statuses that are older than `before`, newest first; `more` when there are further ones. */
export async function readCards(
  reader: Reader,
  home: AnyStage,
  statuses: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<{ readonly cards: readonly Card[]; readonly more: boolean }> {
  const boards = statuses.flatMap((status) =>
    Array.from({ length: BOARD_SHARDS }, (_, shard) => boardKey(home.name, status, shard)),
  );
  const range = before === undefined ? undefined : { before };
  const index = table.board;
  const pages = await Promise.all(
    boards.map((of) => reader.rows({ index, of, range, limit, newestFirst: true })),
  );
  // While a record changes its status, an index may show it on both boards.
  const cards = new Map(pages.flatMap(({ rows }) => rows.map(cardOf)).map((card) => [card.boardAt, card]));
  const sorted = [...cards.values()].sort(newestFirst);
  return { cards: sorted.slice(0, limit), more: sorted.length > limit || pages.some(({ more }) => more) };
}
