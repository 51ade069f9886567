import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stages } from "../../domain/stages.ts";
import { build } from "../build.ts";
import { engineBinary } from "../engines/binary.ts";
import { startDynoxide } from "../engines/dynoxide.ts";
import { provisionTables } from "../provision/tables.ts";
import { readSystem } from "../template/system.ts";
import { textTable } from "../text-table.ts";
import { openBenchWorld } from "./bench-world.ts";
import { openClock } from "./clock.ts";
import { everyAction } from "./every-action.ts";
import { meter, type Cost } from "./meter.ts";
import { rehearse, type Measured } from "./rehearsal.ts";

const right = (heading: string) => ({ heading, align: "right" }) as const;

const rehearseAll = async (endpoint: string): Promise<readonly Measured[]> => {
  const { spec } = readSystem(await build(), { queueEndpoint: endpoint, apiUrl: endpoint });
  const [table] = spec.tables;
  if (table === undefined) throw new Error("The templates describe no table");
  const clock = openClock();
  const found = { endpoint, region: spec.region, table: table.name };
  const { world, client, close } = openBenchWorld(found, () => clock.now());
  await provisionTables(client, spec.tables);
  const measured: Measured[] = [];
  await everyAction(rehearse(world, meter(client), measured), clock);
  close();
  return measured;
};

/** Starts an engine for as long as it is used. */
export const withEngine = async <T>(use: (endpoint: string) => Promise<T>): Promise<T> => {
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
    // The first one of a version of the processes reads that version, once.
    .toSorted((a, b) => b.wcu - a.wcu || a.loads - b.loads)[0];

/** One load and one commit; who prices lines may read what the first load named in a second round trip. */
const isRight = ({ loads, commits, others }: Cost, readsMore: boolean) =>
  commits === 1 && (readsMore ? loads <= 2 : loads === 1 && others === 0);

/** Prints what each action takes of the tables; false when one takes more than it may. */
export const printCapacity = async (): Promise<boolean> => {
  const measured = await withEngine(rehearseAll);
  const costs = stages.flatMap(({ actions }) =>
    actions.map(({ name, readsMore }) => ({ name, readsMore, cost: mostOf(measured, name) })),
  );
  const rows = costs.map(({ name, cost }) =>
    cost === undefined
      ? [name, "not run"]
      : [name, ...[cost.loads, cost.others, cost.commits, cost.rcu, cost.wcu].map(String)],
  );
  const columns = [
    { heading: "action" },
    right("loads"),
    right("lookups"),
    right("commits"),
    right("RCU"),
    right("WCU"),
  ];
  for (const line of textTable(columns, rows)) console.log(line);
  const faults = costs.filter(({ cost, readsMore }) => cost === undefined || !isRight(cost, readsMore));
  for (const { name } of faults)
    console.error(`WRONG  ${name} must be run, with one load (two when it reads more) and one commit`);
  return faults.length === 0;
};
