import * as z from "zod";
import {
  erase,
  type Erased,
  planErasure,
  type Plan,
  type Planned,
} from "../../functions/runtime/ops/erase/erase.ts";
import { sweepEverywhere } from "../../functions/runtime/ops/erase/everywhere.ts";
import type { Related } from "../../functions/runtime/ops/erase/related.ts";
import { type Named, namedBy } from "../../functions/runtime/ops/erase/subject.ts";
import type { Ops } from "../../functions/runtime/ops/ops.ts";
import { BadArguments, readWords } from "./arguments.ts";
import type { Command, Terminal } from "./command.ts";

const shape = {
  yes: z.boolean().default(false),
  everywhere: z.boolean().default(false),
};
type Options = ReturnType<typeof readWords<typeof shape>>["options"];

const MOST = 100;

const namedIn = (ids: readonly string[]): Named[] => {
  if (ids.length === 0 || ids.length > MOST) {
    throw new BadArguments(
      `Say whom: 1 to ${MOST} ids of submissions, leads, contacts, accounts, activities`,
    );
  }
  return [...new Set(ids)].map((id) => {
    const named = namedBy(id);
    if (typeof named === "string") throw new BadArguments(named);
    return named;
  });
};

const count = (many: number, one: string, several = `${one}s`) => `${many} ${many === 1 ? one : several}`;

const lineOf = ({ id, stage, status, items, copies, claims, files, obstacles }: Planned): string =>
  [
    `${id} (${stage}, ${status}): ${count(items, "item")}, ${count(copies, "copy", "copies")}, ${count(claims, "claim")}, ${count(files.length, "file")}`,
    ...files.map((key) => `    file: ${key}`),
    ...obstacles.map((why) => `    not yet: ${why}`),
  ].join("\n");

const listOf = (heading: string, related: readonly Related[]): readonly string[] =>
  related.length === 0 ? [] : ["", heading, ...related.map(({ id, what }) => `    ${id}: ${what}`)];

const pageOf = ({ records, also, stays }: Plan): string =>
  [
    ...records.map(lineOf),
    ...listOf("Is this of the same person? Name it as well:", also),
    ...listOf("This stays:", stays),
  ].join("\n");

/** What nobody knows is a slip of the pen, unless it is looked for everywhere. */
const canGo = ({ records }: Plan, { everywhere }: Options) =>
  records.every(({ obstacles, status }) => obstacles.length === 0 && (everywhere || status !== "unknown"));

const GHOSTS = "copies and claims of records that are not there";

/** Says what would go, or that it cannot. */
const show = async (
  ops: Ops,
  named: readonly Named[],
  plan: Plan,
  { options, print }: { readonly options: Options; readonly print: Terminal["print"] },
) => {
  const ghosts = options.everywhere ? await sweepEverywhere(ops, named, false) : undefined;
  if (options.json) {
    print(JSON.stringify({ ...plan, ...(ghosts !== undefined && { ghosts }) }, undefined, 2));
    return;
  }
  print(pageOf(plan));
  if (ghosts !== undefined) print(`\n${ghosts} ${GHOSTS}`);
  print(
    canGo(plan, options)
      ? "\nNothing was erased: with --yes all of these records are, for good."
      : "\nNothing was erased.",
  );
};

const toldOf = (id: string, erased: Erased): string => {
  if (typeof erased === "object") return `not erased: ${id}: ${erased.join("; ")}`;
  return erased === "erased" ? `erased: ${id}` : `nothing is left of ${id}`;
};

const eraseAll = async (
  ops: Ops,
  named: readonly Named[],
  plan: Plan,
  { options, print }: { readonly options: Options; readonly print: Terminal["print"] },
) => {
  const all: { id: string; erased: Erased }[] = [];
  const whole = await erase(ops, named, plan, (id, erased) => {
    all.push({ id, erased });
    if (!options.json) print(toldOf(id, erased));
  });
  const ghosts = whole && options.everywhere ? await sweepEverywhere(ops, named, true) : undefined;
  if (options.json)
    print(JSON.stringify({ records: all, ...(ghosts !== undefined && { ghosts }) }, undefined, 2));
  else if (ghosts !== undefined) print(`${ghosts} ${GHOSTS} erased`);
  return whole ? 0 : 1;
};

export const eraseCommand: Command = {
  summary:
    "erases people for good, who have asked for it: records, events, copies, claims and files; without --yes it only shows what would go",
  usage: "erase <id>... [--yes] [--everywhere]",
  async run(args, { open, print }) {
    const { options, words } = readWords(args, shape);
    const named = namedIn(words);
    await using opened = await open(options);
    const { ops } = opened;
    const plan = await planErasure(ops, named);
    if (options.yes && canGo(plan, options)) return eraseAll(ops, named, plan, { options, print });
    await show(ops, named, plan, { options, print });
    return canGo(plan, options) ? 0 : 1;
  },
};
