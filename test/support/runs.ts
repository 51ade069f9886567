import * as fc from "fast-check";

const factor = Number(process.env["LAW_RUNS"] ?? "1");

// The same cases every time, so that what decides is no chance; LAW_SEED brings others, LAW_RUNS more.
fc.configureGlobal({ seed: Number(process.env["LAW_SEED"] ?? "20261124") });

/** How many cases a law is tried with: so many, or as often more as the variable LAW_RUNS says. */
export function runs(usual: number): number {
  return Math.ceil(usual * factor);
}
