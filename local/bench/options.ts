import { parseArgs } from "node:util";
import * as z from "zod";

/** What the bench is asked to do. */
const Options = z.object({
  clients: z
    .string()
    .regex(/^[1-9][0-9]*(?:,[1-9][0-9]*)*$/, 'must be numbers with commas between, such as "1,4,16"')
    .transform((list) => list.split(",").map(Number)),
  cycles: z.coerce.number("must be a number").int().min(1).max(1_000_000),
  deals: z.coerce.number("must be a number").int().min(10).max(1_000_000).optional(),
  seed: z.coerce.number("must be a number").int(),
  url: z.url("must be a URL such as http://127.0.0.1:3000").optional(),
  data: z.string().min(1),
  capacity: z.boolean(),
  capture: z.boolean(),
  events: z.boolean(),
  overload: z.boolean(),
  seconds: z.coerce.number("must be a number").int().min(1).max(86_400),
  series: z.boolean(),
  sizes: z.boolean(),
  webhooks: z.coerce.number("must be a number").int().min(30).max(1_000_000).optional(),
});

/** What the bench is asked to do. */
export type Options = z.output<typeof Options>;

/** How the bench is used. */
export const usage = `npm run bench -- [--clients 1,4,16] [--cycles 200] [--seed 1] [--url <running system>] [--data memory]
npm run bench -- --deals 5000 [--clients 4]   speed from the first deal to the last
npm run bench -- --capture [--clients 1,4,16] [--cycles 200]   forms and mails: speed, delays, and that none is lost or doubled
npm run bench -- --events [--clients 4] [--cycles 200]   the feed: events a second, and how late a reader has them
npm run bench -- --overload [--clients 200] [--seconds 60]   more than it can bear: what is turned away, and that nothing acknowledged is lost
npm run bench -- --webhooks 10000 [--seed 1]  events to receivers that fail, hang and restart: that all come, signed right and in order
npm run bench -- --capacity                   round trips and capacity units of each action
npm run bench -- --series [--clients 1,2,4,8]  numbers a second that one series gives
npm run bench -- --sizes                      size of each bundle in dist/
HOSTED_LOG=<file>                             keeps what the functions log`;

const usualClients = ({ deals, overload }: { deals?: string | undefined; overload: boolean }): string => {
  if (overload) return "200";
  return deals === undefined ? "1,4,16" : "4";
};

/** Reads the options of the command line. Throws one line that names what is wrong. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clients: { type: "string" },
      cycles: { type: "string", default: "200" },
      deals: { type: "string" },
      seed: { type: "string", default: "1" },
      url: { type: "string" },
      data: { type: "string", default: "memory" },
      capture: { type: "boolean", default: false },
      events: { type: "boolean", default: false },
      overload: { type: "boolean", default: false },
      seconds: { type: "string", default: "60" },
      capacity: { type: "boolean", default: false },
      series: { type: "boolean", default: false },
      sizes: { type: "boolean", default: false },
      webhooks: { type: "string" },
    },
  });
  const clients = values.clients ?? usualClients(values);
  const parsed = Options.safeParse({ ...values, clients });
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("; "),
  );
};
