import {
  type QueryCommandInput,
  type QueryCommandOutput,
  QueryCommand,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import type { Ops } from "./ops.ts";

/** Items of the table as they were read, and where the next page begins; no cursor after the last. */
export interface ItemPage {
  readonly items: readonly Item[];
  readonly cursor: string | undefined;
}

const Start = z.record(z.string(), z.union([z.string(), z.number()]));

/** The place after a page, as a text that a person can pass on. */
function cursorOf(key: Item | undefined): string | undefined {
  if (key === undefined) return undefined;
  const parts = Object.entries(unmarshall(key)).toSorted(([a], [b]) => a.localeCompare(b));
  return Buffer.from(JSON.stringify(Object.fromEntries(parts))).toString("base64url");
}

/** The key that a cursor stands for; undefined when it is none. */
export function startOf(cursor: string): Item | undefined {
  try {
    return toItem(Start.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))));
  } catch {
    return undefined;
  }
}

/** What the table is asked for: all of it, or one partition of an index. */
export type Asked =
  | { readonly scan: Omit<ScanCommandInput, "TableName" | "ExclusiveStartKey"> }
  | { readonly query: Omit<QueryCommandInput, "TableName" | "ExclusiveStartKey"> };

/** Reads items page by page, from a cursor on; each page is what one call answers, at most 1 MB. */
export async function* pagesOf(
  { tables, place: { table: TableName } }: Pick<Ops, "tables" | "place">,
  asked: Asked,
  cursor?: string,
): AsyncGenerator<ItemPage> {
  let ExclusiveStartKey = cursor === undefined ? undefined : startOf(cursor);
  do {
    const from = { TableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) };
    const page: Pick<QueryCommandOutput, "Items" | "LastEvaluatedKey"> =
      "scan" in asked
        ? await tables.send(new ScanCommand({ ...asked.scan, ...from }))
        : await tables.send(new QueryCommand({ ...asked.query, ...from }));
    ExclusiveStartKey = page.LastEvaluatedKey;
    yield { items: page.Items ?? [], cursor: cursorOf(ExclusiveStartKey) };
  } while (ExclusiveStartKey !== undefined);
}
