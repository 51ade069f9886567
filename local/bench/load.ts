import { someLines, type Product } from "./catalogue.ts";
import { runDeal, type Crew, type DoneDeal } from "./deal.ts";
import type { Process } from "./processes.ts";
import type { Random } from "./random.ts";

/** What a number of clients did at the same time. */
export interface Load {
  readonly clients: number;
  readonly deals: readonly DoneDeal[];
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Seconds after the start at which each deal was done, in order. */
  readonly doneAt: readonly number[];
  /** The processes of the system at the end of each tenth of the deals. */
  readonly looks: readonly (readonly Process[])[];
}

/** What is done by how many. */
export interface LoadOptions {
  readonly clients: number;
  readonly cycles: number;
  readonly name: string;
  /** The processes of the system now. */
  readonly look?: () => readonly Process[];
  /** Told at the end of each tenth: a long run that is broken off has shown what it saw. */
  readonly tenth?: (soFar: Pick<Load, "doneAt" | "looks">) => void;
}

/** Has `clients` do deals one after the other until `cycles` are done in all. Throws when any is refused. */
export const runLoad = async (
  crew: Crew,
  products: readonly Product[],
  random: Random,
  { clients, cycles, name, look = () => [], tenth = () => undefined }: LoadOptions,
): Promise<Load> => {
  const deals: DoneDeal[] = [];
  const doneAt: number[] = [];
  const looks: (readonly Process[])[] = [];
  let begun = 0;
  const start = performance.now();
  const since = () => (performance.now() - start) / 1000;
  const client = async () => {
    while (begun < cycles) {
      begun += 1;
      deals.push(await runDeal(crew, someLines(products, random), `${name} ${begun}`));
      doneAt.push(since());
      if (doneAt.length !== Math.floor(((looks.length + 1) * cycles) / 10)) continue;
      looks.push(look());
      tenth({ doneAt, looks });
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { clients, deals, seconds: since(), doneAt, looks };
};
