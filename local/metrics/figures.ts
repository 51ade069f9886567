import * as z from "zod";

/** What a function has printed of itself: a line of CloudWatch's embedded metric format (EMF). */
export interface Figures {
  /** By the name of the metric; several where one line has several values. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  /** The function that works behind a queue or the stream, such as "place-order". */
  readonly consumer: string | undefined;
  readonly commands: readonly Tallied[];
  readonly submissions: readonly Tallied[];
}

/** How often something came to something, such as "quote.send" to "done". */
export interface Tallied {
  readonly of: string;
  readonly outcome: string;
  readonly times: number;
}

const Line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })),
  }),
  consumer: z.string().optional(),
  commands: z.string().default(""),
  submissions: z.string().default(""),
});

const Values = z.union([z.number().transform((value) => [value]), z.array(z.number())]);

const start = '{"_aws":';
const entry = /([^ ,]+) (\S+) (\d+)/g;

function talliesOf(text: string): readonly Tallied[] {
  return [...text.matchAll(entry)].map(([, of = "", outcome = "", times]) => ({
    of,
    outcome,
    times: Number(times),
  }));
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The figures in a printed line; undefined when it has none, as most lines. */
export function figuresOf(line: string): Figures | undefined {
  if (!line.startsWith(start)) return undefined;
  const read = Line.safeParse(parse(line));
  if (!read.success) return undefined;
  const { _aws, consumer, commands, submissions } = read.data;
  const names = _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
  const values = names.map((name) => [name, Values.safeParse(read.data[name]).data ?? []] as const);
  return {
    values: new Map(values),
    consumer,
    commands: talliesOf(commands),
    submissions: talliesOf(submissions),
  };
}
