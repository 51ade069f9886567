import { textTable } from "../text-table.ts";
import { stepNames } from "./deal.ts";
import type { Load } from "./load.ts";
import { percentilesOf } from "./percentiles.ts";
import type { Process } from "./processes.ts";

const ms = (value: number) => value.toFixed(1);
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
const right = (heading: string) => ({ heading, align: "right" }) as const;

/** The steps of the deals of a load, then the whole deal: middle and tails in milliseconds. */
export const stepTable = ({ deals }: Load): readonly string[] => {
  const row = (name: string, measured: readonly number[]) => {
    const { p50, p95, p99 } = percentilesOf(measured);
    return [name, ms(p50), ms(p95), ms(p99)];
  };
  const steps = stepNames.map((name) =>
    row(
      name,
      deals.map(({ steps }) => steps[name]),
    ),
  );
  const whole = row(
    "whole deal",
    deals.map((deal) => deal.ms),
  );
  return textTable(
    [{ heading: "step" }, right("p50 ms"), right("p95 ms"), right("p99 ms")],
    [...steps, whole],
  );
};

/** CPU for each deal (or whatever was done so often) and the most memory, of each process between two looks at them. */
export const processTable = (
  before: readonly Process[],
  after: readonly Process[],
  deals: number,
  heading = "CPU ms per deal",
): readonly string[] => {
  const used = after.map(({ pid, name, cpuSeconds, peakBytes }) => {
    const earlier = before.find((process) => process.pid === pid)?.cpuSeconds ?? 0;
    return { name, peakBytes, perDeal: (1000 * (cpuSeconds - earlier)) / deals };
  });
  const sum = used.reduce((total, { perDeal }) => total + perDeal, 0);
  const rows = used.map(({ name, perDeal, peakBytes }) => [name, ms(perDeal), megabytes(peakBytes)]);
  return textTable(
    [{ heading: "process" }, right(heading), right("peak memory")],
    [...rows, ["together", ms(sum), ""]],
  );
};

const windowRow = ({ doneAt, looks }: Pick<Load, "doneAt" | "looks">, size: number, window: number) => {
  const from = window === 0 ? 0 : (doneAt[window * size - 1] ?? 0);
  const to = doneAt[(window + 1) * size - 1] ?? 0;
  const memory = looks[window]?.map(({ bytes }) => megabytes(bytes)) ?? [];
  return [`${window * size + 1} to ${(window + 1) * size}`, (size / (to - from)).toFixed(1), ...memory];
};

/** The newest tenth of a long load that goes on, on one line. */
export const tenthLine = (load: Pick<Load, "doneAt" | "looks">): string => {
  const done = load.looks.length;
  const [deals = "", speed = "", ...memory] = windowRow(
    load,
    Math.floor(load.doneAt.length / done),
    done - 1,
  );
  const held = memory.map((bytes, at) => `${load.looks[0]?.[at]?.name ?? ""} ${bytes}`);
  return `${deals}: ${[`${speed} cycles/s`, ...held].join(", ")}`;
};

/** Deals per second in each tenth of a long load, and the memory that each process holds at its end. */
export const windowTable = (load: Load): readonly string[] => {
  const names = load.looks[0]?.map(({ name }) => name) ?? [];
  const size = Math.floor(load.doneAt.length / 10);
  const rows = Array.from({ length: 10 }, (_, window) => windowRow(load, size, window));
  return textTable([{ heading: "deals" }, right("cycles/s"), ...names.map(right)], rows);
};
