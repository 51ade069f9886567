import * as z from "zod";
import type { SystemSpec } from "../../model.ts";
import type { Queue } from "./orders.ts";

const Redrive = z.object({ deadLetterTargetArn: z.string() });

/** The queues that feed functions, named after these, with where their dead letters go. */
export const fedQueues = ({ queues, queueSources, functions }: SystemSpec): Queue[] =>
  queueSources.flatMap(({ queueArn, queueUrl, functionArn }) => {
    const policy = queues.find(({ arn }) => arn === queueArn)?.attributes["RedrivePolicy"];
    const fn = functions.find(({ arn }) => arn === functionArn);
    if (policy === undefined || fn === undefined) return [];
    const { deadLetterTargetArn } = Redrive.parse(JSON.parse(policy));
    const failed = queues.find(({ arn }) => arn === deadLetterTargetArn);
    if (failed === undefined) return [];
    return [{ consumer: fn.name, url: queueUrl, failedUrl: failed.url }];
  });
