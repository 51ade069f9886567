import * as z from "zod";
import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { invoice } from "../../../../domain/invoice/invoice.ts";
import { opportunity } from "../../../../domain/opportunity/opportunity.ts";
import { order } from "../../../../domain/order/order.ts";
import { quote } from "../../../../domain/quote/quote.ts";
import { type Item, readRecord, toItem } from "../../items.ts";
import { BOARD_SHARDS, boardKey, table } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { pagesOf } from "../pages.ts";

/** A document that is not ended: whom it is of, and what must happen first. */
export interface OpenDocument {
  readonly id: string;
  readonly deal: string;
  readonly account: string | undefined;
  readonly contact: string | undefined;
  readonly lead: string | undefined;
  /** "close it as won or lost". */
  readonly first: string;
}

const lives: readonly {
  readonly home: AnyStage;
  readonly open: readonly string[];
  readonly first: string;
}[] = [
  { home: opportunity, open: ["open", "on-hold"], first: "close it as won or lost" },
  {
    home: quote,
    open: ["draft", "in-approval", "sent"],
    first: "cancel it, or note what became of it",
  },
  {
    home: order,
    open: ["placed", "on-hold", "partly-fulfilled", "fulfilled"],
    first: "fulfil and bill it, or cancel it",
  },
  {
    home: invoice,
    open: ["issued", "partly-paid", "overdue"],
    first: "it is not paid: settle it, write it off or cancel it",
  },
];

const Names = z.object({
  status: z.string(),
  account: z.string().optional(),
  contact: z.string().optional(),
  lead: z.string().optional(),
});

/** Where the open ones of a stage stand; keys only. */
async function standing(ops: Ops, board: string): Promise<{ readonly pk: string; readonly sk: string }[]> {
  const query = {
    IndexName: table.board.index,
    KeyConditionExpression: "#board = :board",
    ExpressionAttributeNames: { "#board": table.board.pk },
    ExpressionAttributeValues: toItem({ ":board": board }),
  };
  const keys: { pk: string; sk: string }[] = [];
  for await (const { items } of pagesOf(ops, { query })) {
    keys.push(...items.map((item) => ({ pk: item[table.pk]?.S ?? "", sk: item[table.sk]?.S ?? "" })));
  }
  return keys;
}

const PER_LOAD = 1000;

async function* recordsOf(ops: Ops, board: string): AsyncGenerator<Item> {
  const keys = await standing(ops, board);
  for (let from = 0; from < keys.length; from += PER_LOAD) {
    for (const item of await ops.world.journal.load(keys.slice(from, from + PER_LOAD))) {
      if (item !== undefined) yield item;
    }
  }
}

/** The documents that are not ended and may be of these people, by the boards: as many reads as there are open ones. */
export async function openDocuments(
  ops: Ops,
  concerns: (document: Omit<OpenDocument, "first">) => boolean,
): Promise<OpenDocument[]> {
  const found: OpenDocument[] = [];
  for (const { home, open, first } of lives) {
    for (const status of open) {
      for (let shard = 0; shard < BOARD_SHARDS; shard += 1) {
        for await (const item of recordsOf(ops, boardKey(home.name, status, shard))) {
          const { id, deal, state } = readRecord(item);
          const { status: now, account, contact, lead } = Names.parse(state);
          const document = { id, deal, account, contact, lead };
          // The board may be a moment behind.
          if (open.includes(now) && concerns(document)) found.push({ ...document, first });
        }
      }
    }
  }
  return found;
}
