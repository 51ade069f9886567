import { join } from "node:path";
import type { Options } from "./options.ts";
import { writePoints, type Points } from "./points.ts";

const isPlain = (text: string): boolean => /^[\w./:=@-]+$/.test(text);
/** A word of a command line, as a shell reads it. */
const word = (text: string): string => (isPlain(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The command that runs the same campaign again. */
const commandOf = ({ minutes, seed, clients, only, errand, deals, rate, ledger }: Options): string =>
  [
    "npm run prove --",
    `--minutes ${minutes} --seed ${seed} --clients ${clients}`,
    ...(deals === undefined ? [] : [`--deals ${deals}`]),
    ...(deals === undefined && rate === 1 ? [] : [`--rate ${rate}`]),
    ...only.map((name) => `--only ${name}`),
    ...errand.map((name) => `--errand ${name}`),
    `--ledger ${word(ledger)} --frozen`,
  ].join(" ");

/**
 * The command that runs the same faults again. Which functions die depends on where functions died before: the points
 * as the campaign found them are kept in its folder, since its own deaths stand in its ledger by now.
 */
export const keepReplay = (options: Options, points: Points, folder: string): string => {
  const ledger = join(folder, "points-before.json");
  writePoints(ledger, points);
  return commandOf({ ...options, ledger });
};
