import { readFileSync } from "node:fs";
import type { IConstruct } from "constructs";
import * as z from "zod";
import { readAllowed } from "../functions/runtime/webhooks/address.ts";

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const list = (what: string, part: RegExp) =>
  z
    .string()
    .transform((value) => value.split(",").map((each) => each.trim().toLowerCase()))
    .transform((parts) => parts.filter((each) => each !== ""))
    .refine((parts) => parts.every((each) => part.test(each)), `must be ${what}, apart by commas, or empty`);

function isRange(part: string): boolean {
  try {
    return readAllowed(part).length === 1;
  } catch {
    return false;
  }
}

const HOST = String.raw`[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*`;

/** Well before a delivery is kept no longer, also with what is added at random. */
const MOST_WAIT_DAYS = 60;

function isBorne(waits: string): boolean {
  const seconds = waits.split(",").reduce((total, wait) => total + Number(wait), 0);
  return seconds <= MOST_WAIT_DAYS * 86_400;
}

// The command line (`-c paymentDays=14`) gives every value as text.
const Settings = z.object({
  timeZone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Madrid"),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency code such as EUR"),
  paymentDays: z.coerce.number().int().min(0).max(365),
  country: z.string().regex(/^([A-Z]{2})?$/, "must be a country code such as ES, or empty"),
  reactionTries: z.coerce.number().int().min(1).max(1000),
  publishTries: z.coerce.number().int().min(1).max(10_000),
  sweepAfterMinutes: z.coerce.number().int().min(1).max(1440),
  mailRecipients: list(
    "addresses or domains such as sales@example.com",
    new RegExp(String.raw`^(?:[^\s@,+]{1,64}@|\.)?${HOST}$`),
  ),
  ownDomains: list("domains such as example.com", new RegExp(`^${HOST}$`)),
  publicUrl: z
    .string()
    .regex(
      /^(https?:\/\/[^/\s]+)?$/,
      "must be where the API is reached, such as https://api.example.com, or empty",
    ),
  formSender: z.email("must be an e-mail address that SES may send from"),
  webhookWaits: z
    .string()
    .regex(/^\d{1,6}(?:,\d{1,6}){0,39}$/, "must be whole seconds before each try, apart by commas")
    .refine(isBorne, `must be at most ${MOST_WAIT_DAYS} days together: deliveries are kept for 90`),
  webhookTimeoutSeconds: z.coerce.number().int().min(1).max(30),
  turnstileSecret: z.string().regex(/^[\w/+=.@-]{0,512}$/, "must be the name of a secret, or empty"),
  restoredStream: z
    .string()
    .regex(
      /^(arn:[a-z-]+:dynamodb:[^:]+:[0-9]+:table\/[^/]+\/stream\/.+)?$/,
      "must be the ARN of the stream of a restored table, or empty",
    ),
  webhookAllow: z
    .string()
    .transform((value) => value.split(",").map((each) => each.trim()))
    .transform((parts) => parts.filter((each) => each !== ""))
    .refine(
      (parts) => parts.every(isRange),
      "must be ranges of addresses such as 10.1.0.0/16 or fd00:1::/32, apart by commas, or empty",
    ),
  alarmTopic: z.string().regex(/^(arn:[a-z-]+:sns:.+)?$/, "must be the ARN of an SNS topic, or empty"),
});

/** What a company sets for its installation, in the context of cdk.json: read here, and only here. */
export type Settings = z.output<typeof Settings>;

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** The context of cdk.json, for a run without the CDK command line, which would pass it. */
export function readContext(file: string): Record<string, unknown> {
  return CdkJson.parse(JSON.parse(readFileSync(file, "utf8"))).context;
}

/** The context for this machine: requests may go to it, a mailbox to write to where the company has set none, no secret and no restored table, which only an account holds. */
export function readLocalContext(file: string): Record<string, unknown> {
  const context = readContext(file);
  return {
    ...context,
    mailRecipients: context["mailRecipients"] || "sales@localhost",
    turnstileSecret: "",
    restoredStream: "",
    webhookAllow: [context["webhookAllow"], "127.0.0.1/32", "::1/128"].filter(Boolean).join(","),
  };
}

/** The settings in the context of this app; throws one line that names every wrong value. */
export function readSettings(app: IConstruct): Settings {
  const context = Object.keys(Settings.shape).map((key) => [key, app.node.tryGetContext(key)]);
  const parsed = Settings.safeParse(Object.fromEntries(context));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `"${issue.path.join(".")}" ${issue.message}`);
  throw new Error(`Correct the context in cdk.json: ${wrong.join("; ")}`);
}
