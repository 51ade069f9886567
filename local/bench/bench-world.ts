import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { World } from "../../functions/runtime/ask.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import { clientOptions } from "../provision/client.ts";

/** A table of an engine. */
export interface BenchTable {
  readonly endpoint: string;
  readonly region: string;
  readonly table: string;
}

/** The world of the bench on a table, with the client that reaches it. */
export const openBenchWorld = ({ endpoint, region, table }: BenchTable, now = () => new Date()) => {
  const client = new DynamoDBClient(clientOptions(endpoint, region));
  const world: World = {
    journal: openJournal(client, table),
    settings: { currency: "EUR", paymentDays: 30, country: "", timeZone: "UTC" },
    now,
    random: Math.random,
  };
  return { world, client, close: () => client.destroy() };
};
