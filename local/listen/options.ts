import { parseArgs } from "node:util";
import * as z from "zod";
import { urlOf } from "../client/client.ts";

const percent = z.coerce.number("must be a number").int().min(0).max(100, "must be per cent, 0 to 100");

const Options = z.object({
  port: z.coerce.number("must be a number").int().min(0).max(65_535),
  types: z
    .string()
    .transform((list) => list.split(",").map((type) => type.trim()))
    .transform((types) => types.filter((type) => type !== "")),
  url: z.url("must be a URL such as http://127.0.0.1:3000"),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/, "must begin with whsec_, as it was shown")
    .optional(),
  ordered: z.boolean(),
  format: z.enum(["standard", "cloudevents"], "must be standard or cloudevents"),
  fail: percent,
  slow: z.coerce.number("must be a number").min(0).max(60, "must be seconds, 0 to 60"),
  body: z.boolean(),
});

/** How the receiver is asked to listen. */
export type Options = z.output<typeof Options>;

/** How the receiver is used. */
export const usage = `npm run listen -- [--types quote.*,order.placed] [--port 4000] [--url http://127.0.0.1:3000]
  makes a subscription at the system that runs on this machine, prints what arrives, and disables it at the end
npm run listen -- --secret whsec_... [--port 4000]
  makes none: checks what is sent here with this secret
--ordered             each deal's events one after the other
--format cloudevents  as CloudEvents 1.0
--body                prints the whole event as well
--fail 30             answers 500 to 30 % of the requests
--slow 3              answers after 3 seconds`;

/** Reads the options of the command line. Throws one line that names what is wrong. */
export const readOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4000" },
      types: { type: "string", default: "*" },
      url: { type: "string", default: urlOf(environment) },
      secret: { type: "string" },
      ordered: { type: "boolean", default: false },
      format: { type: "string", default: "standard" },
      fail: { type: "string", default: "0" },
      slow: { type: "string", default: "0" },
      body: { type: "boolean", default: false },
    },
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("; "),
  );
};
