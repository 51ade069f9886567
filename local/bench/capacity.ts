import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stages } from "../../domain/stages.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import { build } from "../build.ts";
import { engineBinary } from "../engines/binary.ts";
import { startDynoxide } from "../engines/dynoxide.ts";
import { clientOptions } from "../provision/client.ts";
import { provisionTables } from "../provision/tables.ts";
import { readSystem } from "../template/system.ts";
import { textTable } from "../text-table.ts";
import { everyAction } from "./every-action.ts";
import { meter, type Cost } from "./meter.ts";
import { rehearse, type Measured } from "./rehearsal.ts";

const right = (heading: string) => ({ heading, align: "right" }) as const;

const rehearseAll = async (endpoint: string): Promise<readonly Measured[]> => {
  const { spec } = readSystem(await build(), { queueEndpoint: endpoint, apiUrl: endpoint });
  const client = new DynamoDBClient(clientOptions(endpoint, spec.region));
  const [table] = spec.tables;
  if (table === undefined) throw new Error("The templates describe no table");
  await provisionTables(client, spec.tables);
  const world: World = {
    journal: openJournal(client, table.name),
    settings: { currency: "EUR", paymentDays: 30, country: "", timeZone: "UTC" },
    now: () => new Date(),
    random: Math.random,
  };
  const measured: Measured[] = [];
  await everyAction(rehearse(world, meter(client), measured));
  client.destroy();
  return measured;
};

const withEngine = async <T>(use: (endpoint: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "salesline-capacity-"));
  try {
    const files = { database: join(folder, "tables.db"), log: join(folder, "engine.log") };
    const engine = await startDynoxide({ binary: engineBinary(process.env["SALESLINE_ENGINE"]), ...files });
    return await use(engine.endpoint).finally(() => engine.stop());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Of several runs of an action the one that wrote most: the others found that there was nothing to do. */
const mostOf = (measured: readonly Measured[], action: string): Cost | undefined =>
  measured
    .filter((one) => one.action === action)
    .map(({ cost }) => cost)
    .toSorted((a, b) => b.wcu - a.wcu)[0];

const isOneRoundTripEach = ({ loads, commits, others }: Cost) => loads === 1 && commits === 1 && others === 0;

/** Prints what each action takes of the tables; false when one takes more than one load and one commit. */
export const printCapacity = async (): Promise<boolean> => {
  const measured = await withEngine(rehearseAll);
  const names = stages.flatMap(({ actions }) => actions.map(({ name }) => name));
  const costs = names.map((name) => ({ name, cost: mostOf(measured, name) }));
  const rows = costs.map(({ name, cost }) =>
    cost === undefined
      ? [name, "not run"]
      : [name, ...[cost.loads, cost.commits, cost.rcu, cost.wcu].map(String)],
  );
  const columns = [{ heading: "action" }, right("loads"), right("commits"), right("RCU"), right("WCU")];
  for (const line of textTable(columns, rows)) console.log(line);
  const faults = costs.filter(({ cost }) => cost === undefined || !isOneRoundTripEach(cost));
  for (const { name } of faults) console.error(`WRONG  ${name} must take one load and one commit`);
  return faults.length === 0;
};
