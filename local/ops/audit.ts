import * as z from "zod";
import type { Finding } from "../../domain/audit/finding.ts";
import { audit, auditOne } from "../../functions/runtime/ops/audit/audit.ts";
import { storyOf } from "../../functions/runtime/ops/audit/story.ts";
import type { Ops } from "../../functions/runtime/ops/ops.ts";
import { startOf } from "../../functions/runtime/ops/pages.ts";
import { BadArguments, readOptions } from "./arguments.ts";
import type { Command, Terminal } from "./command.ts";

const shape = {
  deal: z.string().optional(),
  resume: z
    .string()
    .refine((text) => startOf(text) !== undefined, "must be what an earlier audit has printed")
    .optional(),
  story: z.boolean().default(false),
  settled: z.coerce.number("must be minutes").min(0, "must be minutes").default(5),
};
type Options = ReturnType<typeof readOptions<typeof shape>>;

const lineOf = ({ invariant, record, deal, text, waits }: Finding) =>
  `${invariant} ${record}${deal === "" ? "" : ` of ${deal}`}: ${text}${waits === true ? ' (it follows by itself: see "stuck")' : ""}`;

/** Prints findings as they come, and the story of each deal once. */
const printer = (ops: Ops, { json, story }: Options, print: Terminal["print"]) => {
  const told = new Set<string>();
  const stories: string[] = [];
  return {
    found: (finding: Finding) => {
      print(json ? JSON.stringify(finding) : lineOf(finding));
      const { deal } = finding;
      if (!story || deal === "" || told.has(deal)) return;
      told.add(deal);
      stories.push(deal);
    },
    stories: async () => {
      for (const deal of stories) print(["", ...(await storyOf(ops, deal))].join("\n"));
    },
  };
};

const ofOne = async (ops: Ops, deal: string, options: Options, print: Terminal["print"]) => {
  const findings = await auditOne(ops, deal);
  if (findings === "no such deal") throw new BadArguments(`--deal: there is no deal ${deal}`);
  const { found, stories } = printer(ops, options, print);
  for (const finding of findings) found(finding);
  await stories();
  if (!options.json) print(findings.length === 0 ? "All holds." : `${findings.length} findings`);
  return findings.length === 0 ? 0 : 1;
};

const ofAll = async (ops: Ops, options: Options, print: Terminal["print"]) => {
  const { found, stories } = printer(ops, options, print);
  let cursor = options.resume;
  const settledSeconds = options.settled * 60;
  const goOn = () => (cursor === undefined ? "" : `; go on with --resume ${cursor}`);
  try {
    const audited = await audit(ops, { cursor, settledSeconds }, { found, page: (next) => (cursor = next) });
    await stories();
    if (options.json) print(JSON.stringify(audited));
    else print(sumOf(audited, options.settled));
    return audited.findings === 0 ? 0 : 1;
  } catch (error) {
    print(`It ended early${goOn()}`);
    throw error;
  }
};

const sumOf = (
  { records, deals, findings, young, numbers }: Awaited<ReturnType<typeof audit>>,
  minutes: number,
): string => {
  const parts = [
    `${records} records of ${deals} deals: ${findings === 0 ? "all holds" : `${findings} findings`}`,
    ...(young === 0 ? [] : [`${young} not yet, of the last ${minutes} minutes`]),
    ...(numbers ? [] : ["numbers and the feed are judged only by an audit from the beginning"]),
  ];
  return `${parts.join("; ")}.`;
};

export const auditCommand: Command = {
  summary: "judges all records, deals and numbers of the journal, and writes nothing",
  usage: "audit [--deal <id>] [--story] [--settled 5] [--resume <...>]",
  async run(args, { open, print }) {
    const options = readOptions(args, shape);
    await using opened = await open(options);
    const { deal } = options;
    return deal === undefined ? ofAll(opened.ops, options, print) : ofOne(opened.ops, deal, options, print);
  },
};
