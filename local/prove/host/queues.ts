import * as z from "zod";
import { flow } from "../../../domain/flow.ts";
import type { SystemSpec } from "../../model.ts";
import type { Queue } from "./orders.ts";

/** Consumers that are no reactions. */
const others = [
  "set-timers",
  "fire-timers",
  "take-mail",
  "read-card",
  "run-lists",
  "capture-confirm-mail",
  "append-feed",
  "export-run",
  "dispatch",
  "lane",
  "slow-lane",
  "webhook-delivery",
];
const consumers = [...flow.map(({ name }) => name), ...others];

/** The consumer that a function is: names of resources have no hyphens, and a hash at their end. */
const consumerOf = (functionName: string): string =>
  consumers.find((name) => new RegExp(`-${name.replaceAll("-", "")}[0-9A-F]{8}$`).test(functionName)) ??
  functionName;

const Redrive = z.object({ deadLetterTargetArn: z.string() });

/** Names of the functions that queues feed. */
export const fedFunctions = ({ queueSources, functions }: SystemSpec): string[] =>
  functions
    .filter(({ arn }) => queueSources.some(({ functionArn }) => functionArn === arn))
    .map(({ name }) => name);

/** The queues that feed functions, named after these, with where their dead letters go. */
export const fedQueues = ({ queues, queueSources, functions }: SystemSpec): Queue[] =>
  queueSources.flatMap(({ queueArn, queueUrl, functionArn }) => {
    const policy = queues.find(({ arn }) => arn === queueArn)?.attributes["RedrivePolicy"];
    const fn = functions.find(({ arn }) => arn === functionArn);
    if (policy === undefined || fn === undefined) return [];
    const { deadLetterTargetArn } = Redrive.parse(JSON.parse(policy));
    const failed = queues.find(({ arn }) => arn === deadLetterTargetArn);
    if (failed === undefined) return [];
    return [{ consumer: consumerOf(fn.name), fn: fn.name, url: queueUrl, failedUrl: failed.url }];
  });
