import * as z from "zod";
import { type Stuck, stuckIn } from "../../functions/runtime/ops/stuck.ts";
import { type Unpublished, unpublishedIn } from "../../functions/runtime/ops/unpublished.ts";
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

const rowOf = ({
  reaction,
  event,
  webhook,
  message,
  type = "no event",
  tries,
  ageSeconds,
  deal = "",
}: Stuck) => [
  reaction,
  event === undefined ? `message ${message}` : [event, webhook ?? []].flat().join(" to "),
  type,
  String(tries),
  ageOf(ageSeconds),
  deal,
];

/** The table, with the reason of each below its line. */
const deadLettersPage = (stuck: readonly Stuck[]): readonly string[] => {
  const [heading = "", ...lines] = textTable(columns, stuck.map(rowOf));
  const told = lines.flatMap((line, index) => {
    const { reason = "", body } = stuck[index] ?? {};
    return [line, `    ${reason}`, ...(body === undefined ? [] : [`    ${body}`])];
  });
  return [heading, ...told, "", `${stuck.length} stuck`];
};

const commitLine = ({ record, first, last, at, refused = [] }: Unpublished) => {
  const events = first === last ? `${record}#${first}` : `${record}#${first} to #${last}`;
  const why = refused.map(({ seq, reason }) => `; the bus refuses #${seq}: ${reason}`).join("");
  return `${events}, committed ${at}${why}`;
};

/** What is stuck, and what has not gone out, as a page. */
const pageOf = (stuck: readonly Stuck[], unpublished: readonly Unpublished[], minutes: number): string => {
  const letters =
    stuck.length === 0 ? ["Nothing is stuck: all dead letters are empty."] : deadLettersPage(stuck);
  if (unpublished.length === 0) return letters.join("\n");
  const heading = `${unpublished.length} commits whose events are not out after ${minutes} minutes:`;
  return [...letters, "", heading, ...unpublished.map(commitLine)].join("\n");
};

const shape = {
  minutes: z.coerce.number("must be minutes").min(0, "must be minutes").default(10),
};

export const stuckCommand: Command = {
  summary: "what could not be done, and why it fails now; which events have not gone out",
  usage: "stuck [--minutes 10]",
  async run(args, { open, print }) {
    const { minutes, ...options } = readOptions(args, shape);
    await using opened = await open(options);
    const [deadLetters, unpublished] = await Promise.all([
      stuckIn(opened.ops),
      unpublishedIn(opened.ops, minutes),
    ]);
    print(
      options.json
        ? JSON.stringify({ deadLetters, unpublished }, undefined, 2)
        : pageOf(deadLetters, unpublished, minutes),
    );
    return 0;
  },
};
