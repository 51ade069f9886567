import { once } from "node:events";
import { Worker } from "node:worker_threads";
import * as z from "zod";
import { addContact } from "../../domain/contact/actions.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { build } from "../build.ts";
import { provisionTables } from "../provision/tables.ts";
import { readSystem } from "../template/system.ts";
import { textTable } from "../text-table.ts";
import { openBenchWorld, type BenchTable } from "./bench-world.ts";
import { withEngine } from "./capacity.ts";
import { checkNumbers } from "./check.ts";

const INVOICES = 400;
const Numbers = z.tuple([z.array(z.string())]);

/** Has so many threads, each with its own client, take numbers of one series; all numbers, and how long it took. */
const take = async (table: BenchTable, clients: number) => {
  const invoices = Math.ceil(INVOICES / clients);
  const file = new URL("series-client.ts", import.meta.url);
  const workers = Array.from(
    { length: clients },
    (_, nth) => new Worker(file, { workerData: { ...table, name: `${clients}-${nth}`, invoices } }),
  );
  await Promise.all(workers.map((worker) => once(worker, "message")));
  const begun = performance.now();
  const all = workers.map(async (worker) => {
    worker.postMessage("go", []);
    const [numbers] = Numbers.parse(await once(worker, "message"));
    return numbers;
  });
  const numbers = (await Promise.all(all)).flat();
  return { numbers, timed: invoices * clients, seconds: (performance.now() - begun) / 1000 };
};

const prepare = async (endpoint: string): Promise<BenchTable> => {
  const { spec } = readSystem(await build(), { queueEndpoint: endpoint, apiUrl: endpoint });
  const [table] = spec.tables;
  if (table === undefined) throw new Error("The templates describe no table");
  const found = { endpoint, region: spec.region, table: table.name };
  const { world, client, close } = openBenchWorld(found);
  await provisionTables(client, spec.tables);
  const actor = { type: "user", id: "bench" } as const;
  const input = { lastName: "Ruiz" };
  await perform(
    { action: addContact, id: "con_0000000001", input, commandId: "bench", actor, traceId: "bench" },
    world,
  );
  close();
  return found;
};

/** Prints how many numbers a second one series gives to so many at the same time; false when one is missing or there twice. */
export const printSeries = (levels: readonly number[]): Promise<boolean> =>
  withEngine(async (endpoint) => {
    const table = await prepare(endpoint);
    const rows: string[][] = [];
    const given: string[] = [];
    for (const clients of levels) {
      const { numbers, timed, seconds } = await take(table, clients);
      given.push(...numbers);
      rows.push([String(clients), String(timed), (timed / seconds).toFixed(0)]);
    }
    const columns = ["clients", "numbers", "a second"].map(
      (heading) => ({ heading, align: "right" }) as const,
    );
    for (const line of textTable(columns, rows)) console.log(line);
    const faults = checkNumbers(given);
    for (const fault of faults) console.error(`WRONG  ${fault}`);
    return faults.length === 0;
  });
