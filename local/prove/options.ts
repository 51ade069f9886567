import { parseArgs } from "node:util";
import * as z from "zod";
import { faultNames } from "./plan.ts";

const Options = z.object({
  minutes: z.coerce.number("must be a number").min(0.1).max(600),
  seed: z.coerce.number("must be a number").int(),
  clients: z.coerce.number("must be a number").int().min(1).max(100),
  only: z.array(z.string()),
});

/** What the proof is asked to do. */
export type Options = z.output<typeof Options>;

/** How the proof is used. */
export const usage = `npm run prove -- [--minutes 2] [--seed 1] [--clients 4] [--only <fault>]...

Faults: ${faultNames().join(", ")}`;

/** Reads the options of the command line. Throws one line that names what is wrong. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: "string", default: "2" },
      seed: { type: "string", default: "1" },
      clients: { type: "string", default: "4" },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const parsed = Options.safeParse(values);
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("; "),
    );
  const unknown = parsed.data.only.find((name) => !faultNames().includes(name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such fault`);
  return parsed.data;
};

/** The command that runs the same campaign again. */
export const replayOf = ({ minutes, seed, clients, only }: Options): string =>
  [
    "npm run prove --",
    `--minutes ${minutes} --seed ${seed} --clients ${clients}`,
    ...only.map((name) => `--only ${name}`),
  ].join(" ");
