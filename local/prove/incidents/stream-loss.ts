import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Incident } from "./incident.ts";

const Position = z.looseObject({ streamArn: z.string() });
const Newest = z.object({ newest: z.string().nullable() });

const newestOf = (database: DatabaseSync): string | undefined => {
  const statement = database.prepare(
    "SELECT CAST(MAX(CAST(sequence_number AS INTEGER)) AS TEXT) AS newest FROM _stream_records",
  );
  return Newest.parse(statement.get()).newest ?? undefined;
};

/** Forgets what the stream still had to tell: its records go, and whoever reads it believes to be at its end. */
const forget = (data: string): void => {
  const database = new DatabaseSync(join(data, "tables.db"));
  try {
    const newest = newestOf(database);
    if (newest === undefined) return;
    database.prepare("DELETE FROM _stream_records WHERE CAST(sequence_number AS INTEGER) < ?").run(newest);
    const folder = join(data, "positions");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
      const position = Position.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      writeFileSync(join(folder, name), JSON.stringify({ ...position, after: newest }));
    }
  } finally {
    database.close();
  }
};

/** The power fails, and the stream has lost all records that were not read: only the sweeper can publish them. */
export const streamLoss: Incident = {
  name: "stream-lost",
  weight: 2,
  happen: async ({ keeper, data }) => {
    await keeper.restart(async () => forget(data));
  },
};
