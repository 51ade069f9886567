import { type Stuck, stuckIn } from "../../functions/runtime/ops/stuck.ts";
import { textTable } from "../text-table.ts";
import { readOptions } from "./arguments.ts";
import type { Command } from "./command.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long ago something was, in its largest unit. */
export const ageOf = (seconds: number): string => {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} days`;
};

const columns = [
  { heading: "reaction" },
  { heading: "event" },
  { heading: "type" },
  { heading: "tries", align: "right" },
  { heading: "age", align: "right" },
  { heading: "deal" },
] as const;

const rowOf = ({ reaction, event, message, type = "no event", tries, ageSeconds, deal = "" }: Stuck) => [
  reaction,
  event ?? `message ${message}`,
  type,
  String(tries),
  ageOf(ageSeconds),
  deal,
];

/** The table, with the reason of each below its line. */
export const stuckPage = (stuck: readonly Stuck[]): string => {
  if (stuck.length === 0) return "Nothing is stuck: all dead letters are empty.";
  const [heading = "", ...lines] = textTable(columns, stuck.map(rowOf));
  const told = lines.flatMap((line, index) => {
    const { reason = "", body } = stuck[index] ?? {};
    return [line, `    ${reason}`, ...(body === undefined ? [] : [`    ${body}`])];
  });
  return [heading, ...told, "", `${stuck.length} stuck`].join("\n");
};

export const stuckCommand: Command = {
  summary: "what could not be done, and why it fails now",
  usage: "stuck [--json]",
  async run(args, { open, print }) {
    const options = readOptions(args, {});
    await using opened = await open(options);
    const stuck = await stuckIn(opened.ops);
    print(options.json ? JSON.stringify(stuck, undefined, 2) : stuckPage(stuck));
    return 0;
  },
};
