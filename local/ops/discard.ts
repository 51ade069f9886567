import { userInfo } from "node:os";
import * as z from "zod";
import { discard } from "../../functions/runtime/ops/discard.ts";
import { BadArguments, readOptions } from "./arguments.ts";
import type { Command } from "./command.ts";
import { checkReaction } from "./redrive.ts";

const options = {
  reaction: z.string("must be said: whose dead letter it is"),
  event: z.string().optional(),
  webhook: z.string().optional(),
  message: z.string().optional(),
  reason: z
    .string("must be said: the history of the deal tells it")
    .trim()
    .min(1, "must say something")
    .max(500, "may have 500 characters"),
  by: z.string().min(1).max(200).optional(),
};

type Said = Partial<Record<"event" | "message" | "webhook", string | undefined>>;

const whichOf = ({ event, message, webhook }: Said) => {
  if (event !== undefined && message === undefined) return { event, webhook };
  if (message !== undefined && event === undefined && webhook === undefined) return { message };
  throw new BadArguments("Say which: --event, or --message where the message is of no event");
};

export const discardCommand: Command = {
  summary: "puts a dead letter away that nobody needs, and says so in the history of its deal",
  usage:
    'discard --reaction <name> (--event <id> [--webhook <id>] | --message <id>) --reason "..." [--by <your name>]',
  async run(args, { open, print }) {
    const read = readOptions(args, options);
    const { reaction, reason, by = userInfo().username } = read;
    const of = whichOf(read);
    await using opened = await open(read);
    checkReaction(opened.ops.place, reaction);
    const outcome = await discard(opened.ops, { reaction, of, reason, by });
    if (read.json) print(JSON.stringify(outcome));
    else if (!outcome.ok) print(outcome.why);
    else if (outcome.removed === 0) print(`It was put away before, as ${outcome.id}.`);
    else print(`Put away as ${outcome.id}${outcome.deal === undefined ? "" : `, in ${outcome.deal}`}.`);
    return outcome.ok ? 0 : 1;
  },
};
