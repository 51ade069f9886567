import { openClient, type Person } from "../client/client.ts";
import { startHosted } from "../hosted/hosted.ts";
import { addCatalogue, type Product } from "./catalogue.ts";
import { checkDeals, settle } from "./check.ts";
import { signIn, type Crew, type DoneDeal } from "./deal.ts";
import { runLoad } from "./load.ts";
import { judgeMemory } from "./memory.ts";
import type { Options } from "./options.ts";
import { ownCpu } from "./own-cpu.ts";
import { processTree, type Process } from "./processes.ts";
import { randomFrom, type Random } from "./random.ts";
import { processTable, stepTable, tenthLine, windowTable } from "./report.ts";

/** A running system with all that the bench needs to use it. */
interface Bench {
  readonly crew: Crew;
  readonly products: readonly Product[];
  readonly random: Random;
  /** The running system's processes; none when it runs elsewhere. */
  readonly processes: () => readonly Process[];
  readonly done: DoneDeal[];
}

/** The functions start on their first request: what that takes is not measured. */
const WARM_UP_DEALS = 2;
/** Deals at the end of a load whose reactions are waited for before the CPU is read. */
const LAST_DEALS = 32;

const settleLast = async (sales: Person, deals: readonly DoneDeal[]) => {
  const from = performance.now();
  await Promise.all(deals.slice(-LAST_DEALS).map((deal) => settle(sales, deal)));
  return (performance.now() - from) / 1000;
};

const measure = async (bench: Bench, clients: number, cycles: number, long: boolean) => {
  const { crew, products, random, processes, done } = bench;
  const name = `${clients} clients`;
  const warmUp = { clients, cycles: WARM_UP_DEALS * clients, name: `${name} warm-up` };
  const warm = await runLoad(crew, products, random, warmUp);
  await settleLast(crew.sales, warm.deals);
  const look = () => [...processes(), ownCpu()];
  const before = look();
  const load = await runLoad(crew, products, random, {
    clients,
    cycles,
    name,
    look: processes,
    ...(long && { tenth: (soFar) => console.log(tenthLine(soFar)) }),
  });
  const settled = await settleLast(crew.sales, load.deals);
  const after = look();
  done.push(...warm.deals, ...load.deals);
  return { load, settled, cpu: processTable(before, after, cycles) };
};

type Measured = Awaited<ReturnType<typeof measure>>;

const print = ({ load, settled, cpu }: Measured, long: boolean) => {
  const { clients, deals, seconds } = load;
  const speed = (deals.length / seconds).toFixed(1);
  console.log(`${clients} ${clients === 1 ? "client" : "clients"}, ${deals.length} deals: ${speed} cycles/s`);
  console.log(`All that follows had happened ${settled.toFixed(2)} s after the last payment\n`);
  const tables: readonly (readonly string[])[] = [stepTable(load), cpu, ...(long ? [windowTable(load)] : [])];
  for (const table of tables) console.log(`${table.map((line) => `  ${line}`).join("\n")}\n`);
};

const check = async ({ crew, done }: Bench): Promise<boolean> => {
  const faults = await checkDeals(crew.sales, done);
  for (const fault of faults) console.error(`WRONG  ${fault}`);
  const numbers = done.map(({ invoice }) => invoice.number).toSorted();
  if (faults.length === 0)
    console.log(
      `Checked: ${done.length} deals, each step and each invoice once, every total right, numbers ${numbers[0]} to ${numbers.at(-1)} without a gap`,
    );
  return faults.length === 0;
};

const start = async ({ url, data }: Options) => {
  if (url !== undefined) return { url, pid: undefined, stop: async () => undefined };
  return startHosted({ data });
};

const prepare = async (crew: Crew, seed: number, pid: number | undefined): Promise<Bench> => {
  const random = randomFrom(seed);
  const products = await addCatalogue(crew.sales, random);
  const processes = () => (pid === undefined ? [] : processTree(pid));
  return { crew, products, random, processes, done: [] };
};

/** Says whether a long load made the system hold more and more memory; false when it did. */
const isFlat = ({ load: { looks, deals } }: Measured): boolean => {
  const { lines, isGrowing } = judgeMemory(looks, deals.length);
  for (const line of lines) (isGrowing ? console.error : console.log)(line);
  return !isGrowing;
};

/** Measures the deal with each number of clients and checks all that was made; false when anything is wrong. */
export const measureLevels = async (options: Options): Promise<boolean> => {
  const system = await start(options);
  const client = openClient(system.url);
  try {
    const bench = await prepare(await signIn(client), options.seed, system.pid);
    const long = options.deals !== undefined;
    let holds = true;
    for (const clients of options.clients) {
      const measured = await measure(bench, clients, options.deals ?? options.cycles, long);
      print(measured, long);
      if (long && !isFlat(measured)) holds = false;
    }
    return (await check(bench)) && holds;
  } finally {
    client.close();
    await system.stop();
  }
};
