import { parseArgs } from "node:util";
import * as z from "zod";
import { doingNames } from "./crowd/doings.ts";
import { LATE, LATE_FROM_MINUTES } from "./faults/late.ts";
import { faultNames } from "./plan.ts";

const MINUTES = 2;
/** Hundreds of deals take their time, and most of what they ask must come through. */
const COUNTED_MINUTES = 60;
const COUNTED_RATE = 0.2;

const number = () => z.coerce.number("must be a number");

const Options = z
  .object({
    /** How long things go wrong; an hour at the most when errands are counted. */
    minutes: number().min(0.1).max(600).optional(),
    seed: number().int(),
    clients: number().int().min(1).max(100),
    only: z.array(z.string()),
    /** Errands that clients run; all of them when there are none. */
    errand: z.array(z.string()),
    /** After so many errands none is begun. */
    deals: number().int().min(1).max(100_000).optional(),
    /** How often calls go wrong, compared with a campaign of minutes. */
    rate: number().min(0.01).max(1).optional(),
    /** The file in which the points of death add up over runs. */
    ledger: z.string(),
    /** The ledger stays as it is: whatever is run again begins with the same points. */
    frozen: z.boolean(),
  })
  .transform(({ minutes, rate, ...rest }) => {
    const isCounted = rest.deals !== undefined;
    return {
      ...rest,
      minutes: minutes ?? (isCounted ? COUNTED_MINUTES : MINUTES),
      rate: rate ?? (isCounted ? COUNTED_RATE : 1),
    };
  });

/** What the proof is asked to do. */
export type Options = z.output<typeof Options>;

/** Whether functions do nothing but die. */
export const onlyDeaths = ({ only }: Pick<Options, "only">): boolean =>
  only.length === 1 && only[0] === "deaths";

/** How the proof is used. */
export const usage = `npm run prove -- [--minutes 2] [--seed 1] [--clients 4] [--only <fault>]... [--errand <name>]... [--deals <n>] [--rate 1] [--ledger <file> [--frozen]]

Faults: ${faultNames().join(", ")}
Errands: ${doingNames.join(", ")}`;

/** Reads the options of the command line. Throws one line that names what is wrong. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: "string" },
      seed: { type: "string", default: "1" },
      clients: { type: "string", default: "4" },
      only: { type: "string", multiple: true, default: [] },
      errand: { type: "string", multiple: true, default: [] },
      deals: { type: "string" },
      rate: { type: "string" },
      ledger: { type: "string", default: ".salesline/prove-deaths.json" },
      frozen: { type: "boolean", default: false },
    },
  });
  const parsed = Options.safeParse(values);
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("; "),
    );
  const unknown = parsed.data.only.find((name) => !faultNames().includes(name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such fault`);
  const { only, minutes, errand } = parsed.data;
  const stranger = errand.find((name) => !doingNames.includes(name));
  if (stranger !== undefined) throw new Error(`--errand ${stranger}: there is no such errand`);
  if (only.includes(LATE) && minutes < LATE_FROM_MINUTES)
    throw new Error(`--only ${LATE} needs --minutes ${LATE_FROM_MINUTES} or more: they are minutes late`);
  return parsed.data;
};
