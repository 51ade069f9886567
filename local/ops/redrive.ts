import * as z from "zod";
import { redrive, type Redriven, type Which } from "../../functions/runtime/ops/redrive.ts";
import { sweepAgain } from "../../functions/runtime/ops/sweep-again.ts";
import type { Place } from "../../functions/runtime/ops/place.ts";
import { BadArguments, type CommonOptions, Rate, readOptions } from "./arguments.ts";
import type { Command, Terminal } from "./command.ts";

/** The options that name dead letters. */
export const whichOptions = {
  message: z.string().optional(),
  event: z.string().optional(),
  reaction: z.string().optional(),
  record: z.string().optional(),
  deal: z.string().optional(),
};

/** Refuses a reaction that has no dead letters. */
export const checkReaction = ({ lines }: Place, reaction: string | undefined): void => {
  const names = lines.map(({ name }) => name);
  if (reaction === undefined || names.includes(reaction)) return;
  throw new BadArguments(`--reaction: there is no ${reaction}; there are ${names.join(", ")}`);
};

const lineOf = ({ reaction, event, message, record, result, why }: Redriven) =>
  `${result}: ${reaction} ${event ?? record ?? `message ${message}`}${why === undefined ? "" : ` (${why})`}`;

const sumOf = (all: readonly Redriven[]): string => {
  if (all.length === 0) return "No dead letter fits.";
  const counts = Map.groupBy(all, ({ result }) => result);
  return [...counts].map(([result, some]) => `${some.length} ${result}`).join(", ");
};

const named = ({ message, event, reaction, record, deal }: Which) =>
  [message, event, reaction, record, deal].some((each) => each !== undefined);

/** Gives the sweeper back what the bus has refused. */
const sweepRefused = async (options: CommonOptions, { open, print }: Terminal): Promise<number> => {
  await using opened = await open(options);
  let count = 0;
  await sweepAgain(opened.ops, ({ record, first, last }) => {
    count += 1;
    if (!options.json) print(`given back to the sweeper: ${record}#${first} to #${last}`);
  });
  print(options.json ? JSON.stringify({ commits: count }) : `${count} commits: look again in two minutes`);
  return 0;
};

export const redriveCommand: Command = {
  summary: "puts dead letters back into their queues; what was done meanwhile is not done twice",
  usage:
    "redrive (--message <id> | --event <id> | --reaction <name> | --record <id> | --deal <id> | --all) [--rate 10]\n  redrive --refused",
  async run(args, { open, print }) {
    const options = readOptions(args, {
      ...whichOptions,
      all: z.boolean().default(false),
      refused: z.boolean().default(false),
      rate: Rate,
    });
    if (options.refused) return sweepRefused(options, { open, print });
    if (!named(options) && !options.all) {
      throw new BadArguments(
        "Say which: --message, --event, --reaction, --record or --deal, or --all for all of them",
      );
    }
    await using opened = await open(options);
    checkReaction(opened.ops.place, options.reaction);
    const all: Redriven[] = [];
    await redrive(opened.ops, options, options.rate, (one) => {
      all.push(one);
      if (!options.json) print(lineOf(one));
    });
    print(options.json ? JSON.stringify(all, undefined, 2) : sumOf(all));
    return all.every(({ result }) => result === "put back") ? 0 : 1;
  },
};
