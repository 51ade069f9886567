import * as z from "zod";
import type { MailRuleSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import { queueWithArn } from "./queues.ts";
import type { Resource, World } from "./world.ts";

const Rule = z.object({
  Rule: z.object({
    Enabled: z.boolean().default(false),
    Recipients: z.array(z.string()).default([]),
    Actions: z
      .array(
        z.strictObject(
          {
            S3Action: z.object({
              BucketName: z.string(),
              ObjectKeyPrefix: z.string().default(""),
              TopicArn: z.string({ error: "a mail that nobody is told of is not run locally" }),
            }),
          },
          { error: "only mail that goes into a bucket is run locally" },
        ),
      )
      .length(1),
  }),
});

const Subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: z.boolean().default(false),
});

function queuesOf(world: World, topicArn: string): string[] {
  return world.ofType("AWS::SNS::Subscription").flatMap((resource) => {
    const { TopicArn, Protocol, Endpoint, RawMessageDelivery } = resource.read(Subscription);
    if (TopicArn !== topicArn) return [];
    if (Protocol === "sqs" && RawMessageDelivery) return [queueWithArn(world, Endpoint, resource.where).url];
    throw new StartProblem(
      `${resource.where}: only queues with raw messages are told locally, not ${Protocol}`,
    );
  });
}

function ruleOf(world: World, resource: Resource): MailRuleSpec[] {
  const { Enabled, Recipients, Actions } = resource.read(Rule).Rule;
  if (!Enabled) return [];
  return Actions.map(({ S3Action: { BucketName, ObjectKeyPrefix, TopicArn } }) => ({
    name: resource.logicalId,
    recipients: Recipients.map((recipient) => recipient.toLowerCase()),
    bucket: BucketName,
    prefix: ObjectKeyPrefix,
    topicArn: TopicArn,
    queueUrls: queuesOf(world, TopicArn),
  }));
}

/** The receipt rules of the templates that are enabled. */
export const mailRulesOf = (world: World): MailRuleSpec[] =>
  world.ofType("AWS::SES::ReceiptRule").flatMap((resource) => ruleOf(world, resource));
