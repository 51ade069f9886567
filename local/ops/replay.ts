import * as z from "zod";
import type { Ops } from "../../functions/runtime/ops/ops.ts";
import { startOf } from "../../functions/runtime/ops/pages.ts";
import { replayArchive } from "../../functions/runtime/ops/replay/archive.ts";
import { replay, type Replayed, type Replay, typesFor } from "../../functions/runtime/ops/replay/replay.ts";
import type { Target } from "../../functions/runtime/ops/replay/target.ts";
import { BadArguments, Instant, Rate, readOptions } from "./arguments.ts";
import type { Command, Terminal } from "./command.ts";

const BEGINNING = "1970-01-01T00:00:00.000Z";

const shape = {
  from: Instant.optional(),
  to: Instant.optional(),
  reaction: z.string().optional(),
  toQueue: z.url("must be the URL of a queue").optional(),
  toBus: z.string().optional(),
  types: z
    .string()
    .transform((text) => text.split(",").map((type) => type.trim()))
    .optional(),
  deal: z.string().optional(),
  archive: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  rate: Rate,
  cursor: z
    .string()
    .refine((text) => startOf(text) !== undefined, "must be what an earlier run has printed")
    .optional(),
};
type Options = ReturnType<typeof readOptions<typeof shape>>;

const targetOf = ({ reaction, toQueue, toBus }: Options): Target => {
  const targets: Target[] = [
    ...(reaction === undefined ? [] : [{ reaction }]),
    ...(toQueue === undefined ? [] : [{ queue: toQueue }]),
    ...(toBus === undefined ? [] : [{ bus: toBus }]),
  ];
  const [target, other] = targets;
  if (target !== undefined && other === undefined) return target;
  throw new BadArguments("Say where to: --reaction, --to-queue or --to-bus, one of them");
};

/** What of the asked types the target takes; all types for an outside target. */
const typesOf = (target: Target, asked: readonly string[] | undefined) => {
  if (!("reaction" in target)) return asked;
  const taken = typesFor(target.reaction);
  if (taken === undefined) {
    throw new BadArguments(`--reaction: ${target.reaction} takes no events that could be sent to it again`);
  }
  if (taken === "all") return asked;
  const others = asked?.filter((type) => !taken.includes(type)) ?? [];
  if (others.length === 0) return asked ?? taken;
  throw new BadArguments(
    `--types: ${target.reaction} does not wait for ${others.join(", ")}, but for ${taken.join(", ")}`,
  );
};

const askedBy = (options: Options, now: Date): Replay => {
  const { deal, from, to = now.toISOString(), dryRun, rate, cursor } = options;
  const target = targetOf(options);
  checkArchive(options);
  if (from === undefined && deal === undefined) throw new BadArguments("Say from when on: --from, or --deal");
  if (from !== undefined && from >= to) throw new BadArguments("--from must be before --to");
  const types = typesOf(target, options.types);
  return { from: from ?? BEGINNING, to, types, deal, target, dryRun, perSecond: rate, cursor };
};

/** What the bus keeps, it sends as it is: all of a time, to one rule, at once. */
const checkArchive = (options: Options) => {
  if (!options.archive) return;
  const others = ["dryRun", "deal", "types", "cursor"] as const;
  const other = others.find((name) => options[name] !== undefined && options[name] !== false);
  if (other === undefined) return;
  const name = other === "dryRun" ? "dry-run" : other;
  throw new BadArguments(
    `--${name} does not go with --archive: leave --archive out, and the journal is read`,
  );
};

/** Over the queue of a reaction nobody would ask whether it has done it already. */
const checkQueue = ({ place }: Ops, target: Target) => {
  const line = "queue" in target && place.lines.find(({ queue }) => queue === target.queue);
  if (line)
    throw new BadArguments(`--to-queue: this is the queue of ${line.name}: say --reaction ${line.name}`);
};

const lineOf = ({ result, event, type, text }: Replayed) =>
  `${result}: ${event} ${type}${text === undefined ? "" : `: ${text}`}`;

const sumOf = (counts: ReadonlyMap<string, number>): string => {
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const parts = [...counts].map(([result, count]) => `${count} ${result}`);
  return total === 0 ? "No event fits." : `${total} event${total === 1 ? "" : "s"}: ${parts.join(", ")}`;
};

const run = async (options: Options, { open, print }: Terminal): Promise<number> => {
  const asked = askedBy(options, new Date());
  await using opened = await open(options);
  const { ops } = opened;
  checkQueue(ops, asked.target);
  if (options.archive) {
    if (!("reaction" in asked.target)) throw new BadArguments("--archive goes with --reaction");
    const name = await replayArchive(ops, asked.target.reaction, asked);
    print(`The bus replays its archive as ${name}: aws events describe-replay --replay-name ${name}`);
    return 0;
  }
  const counts = new Map<string, number>();
  let next = options.cursor;
  try {
    await replay(ops, asked, {
      one(replayed) {
        counts.set(replayed.result, (counts.get(replayed.result) ?? 0) + 1);
        print(options.json ? JSON.stringify(replayed) : lineOf(replayed));
      },
      page: (cursor) => (next = cursor),
    });
  } catch (error) {
    print(
      `It ended early; to go on, ask again${next === undefined ? "" : ` with --cursor ${next}`}: repeats have no effect`,
    );
    throw error;
  }
  print(options.json ? JSON.stringify(Object.fromEntries(counts)) : sumOf(counts));
  return counts.has("not sent") ? 1 : 0;
};

export const replayCommand: Command = {
  summary:
    "sends events again, to one reaction or to another system; --dry-run says what would become of each",
  usage:
    "replay (--from <instant> [--to <instant>] | --deal <id>) (--reaction <name> [--archive] | --to-queue <url> | --to-bus <name>) [--types a,b] [--dry-run] [--rate 10] [--cursor <...>]",
  run: (args, terminal) => run(readOptions(args, shape), terminal),
};
