import type { Process } from "./processes.ts";

/** How the memory of a long run went, in bytes. */
export interface Trend {
  /** The mean of the second to the fourth tenth: in the first one everything starts. */
  readonly early: number;
  /** The mean of the last three. */
  readonly late: number;
  readonly isGrowing: boolean;
}

/** Heaps breathe: less than both of these is no growth. */
const MOST_MORE = 0.25;
const MOST_MORE_BYTES = 32 * 2 ** 20;
/** In fewer deals caches and heaps are still on their way to their size. */
const LEAST_DEALS = 10_000;

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** Whether memory grows over a run, from what was held at the end of each of its ten tenths. */
export const trendOf = (tenths: readonly number[]): Trend => {
  const [early, late] = [mean(tenths.slice(1, 4)), mean(tenths.slice(-3))];
  const more = late - early;
  return { early, late, isGrowing: more > MOST_MORE_BYTES && more > MOST_MORE * early };
};

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

const lineOf = (name: string, { early, late, isGrowing }: Trend): string => {
  const percent = Math.round(100 * (late / early - 1));
  const change = `${percent < 0 ? "" : "+"}${percent} %`;
  return `${name} ${isGrowing ? "GROWING" : "flat"}: ${megabytes(early)} in tenths 2 to 4, ${megabytes(late)} in the last three (${change})`;
};

/** What memory says of a long run. */
export interface MemoryVerdict {
  /** One for each part of the system, or why there is none. */
  readonly lines: readonly string[];
  readonly isGrowing: boolean;
}

/** Whether any part of a system holds more and more memory, from looks at the end of each tenth of so many deals. */
export const judgeMemory = (looks: readonly (readonly Process[])[], deals: number): MemoryVerdict => {
  const without = (why: string) => ({ lines: [`Memory not judged: ${why}`], isGrowing: false });
  const names = [...new Set(looks.flatMap((look) => look.map(({ name }) => name)))];
  if (names.length === 0) return without("what processes hold is not known here");
  if (deals < LEAST_DEALS) return without(`that takes ${LEAST_DEALS} deals`);
  const held = (name: string) =>
    looks.map((look) => look.reduce((sum, each) => sum + (each.name === name ? each.bytes : 0), 0));
  const trends = names.map((name) => ({ name, trend: trendOf(held(name)) }));
  return {
    lines: trends.map(({ name, trend }) => `Memory of ${lineOf(name, trend)}`),
    isGrowing: trends.some(({ trend }) => trend.isGrowing),
  };
};
