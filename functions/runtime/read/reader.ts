import { QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../items.ts";
import { type Journal, openJournal } from "../journal.ts";
import { table } from "../keys.ts";
import { required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";

/** Which rows of a partition, by sort key: `from` and `to` belong to it, `after` and `before` do not. */
export type Range =
  | { readonly after: string }
  | { readonly before: string }
  | { readonly from: string; readonly to: string };

/** Asks for rows of one partition of the table or of an index. */
export interface RowQuery {
  readonly index?: { readonly index: string; readonly pk: string; readonly sk: string };
  /** The partition. */
  readonly of: string;
  readonly range?: Range | undefined;
  /** How many; Infinity for all. */
  readonly limit: number;
  readonly newestFirst?: boolean;
  /** Attributes that are needed, when not all are. */
  readonly only?: readonly string[];
}

/** Rows in the order of their sort key; `more` when there are further ones. */
export interface RowPage {
  readonly rows: readonly Item[];
  readonly more: boolean;
}

/** The table as the reads use it. */
export interface Reader {
  readonly load: Journal["load"];
  rows(query: RowQuery): Promise<RowPage>;
}

/** The most bytes of records or events that a page may have: a function can answer 6 MB, in which each quote and backslash counts twice, and what an event changed is told beside it once more. */
export const MAX_PAGE_BYTES = 1_200_000;

/** How many from the first on make one page; at least one, so that every page leads on. */
export function pageLength(sizes: readonly number[], limit: number): number {
  let bytes = 0;
  const end = sizes.findIndex((size) => (bytes += size) > MAX_PAGE_BYTES);
  return Math.min(limit, end === -1 ? sizes.length : Math.max(1, end));
}

/** The bytes that a row adds to a page: those of its event, if it is one. */
export function bytesOf(row: Item): number {
  return Buffer.byteLength(row["envelope"]?.S ?? "");
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

function conditionOf(range: Range | undefined): { text: string; values: Record<string, string> } {
  if (range === undefined) return { text: "", values: {} };
  if ("after" in range) return { text: " AND #sk > :after", values: { ":after": range.after } };
  if ("before" in range) return { text: " AND #sk < :before", values: { ":before": range.before } };
  return { text: " AND #sk BETWEEN :from AND :to", values: { ":from": range.from, ":to": range.to } };
}

function inputOf(TableName: string, query: RowQuery): QueryCommandInput {
  const { index, of, range, only, newestFirst = false } = query;
  const { pk, sk } = index ?? table;
  const { text, values } = conditionOf(range);
  const projected = only?.map((name, n) => [`#only${n}`, name] as const);
  return {
    TableName,
    // An index is never read consistently.
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index.index }),
    KeyConditionExpression: `#pk = :of${text}`,
    ExpressionAttributeNames: {
      "#pk": pk,
      ...(text !== "" && { "#sk": sk }),
      ...Object.fromEntries(projected ?? []),
    },
    ExpressionAttributeValues: toItem({ ":of": of, ...values }),
    ScanIndexForward: !newestFirst,
    ...(projected && { ProjectionExpression: projected.map(([name]) => name).join(", ") }),
  };
}

/** Opens the table of a deployed function for reading. */
export function openReader(): Reader {
  const client = openTableClient();
  const tableName = required("TABLE_NAME");
  const journal = openJournal(client, tableName);
  return {
    load: (keys) => journal.load(keys),
    async rows(query) {
      const input = inputOf(tableName, query);
      const { limit } = query;
      const rows: Item[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        // One more than asked for tells whether there are more.
        const Limit = limit + 1 - rows.length;
        const page = await client.send(
          new QueryCommand({
            ...input,
            ...(Number.isFinite(Limit) && { Limit }),
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        rows.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey && rows.length <= limit && sum(rows.map(bytesOf)) <= MAX_PAGE_BYTES);
      const length = pageLength(rows.map(bytesOf), limit);
      return { rows: rows.slice(0, length), more: rows.length > length };
    },
  };
}
