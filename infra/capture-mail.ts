import { Duration, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { CfnReceiptRule, CfnReceiptRuleSet } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { enterSubmission, repeatSubmission } from "../domain/submission/actions.ts";
import { bindAction, bindBucket, bindMissing } from "./bind.ts";
import type { AddSource, CaptureProps } from "./capture.ts";
import { createFunction } from "./function.ts";
import { consume, createWorkQueue, type WorkQueue } from "./work-queue.ts";

/** The set of receipt rules, which an operator makes the active one; see docs/mail.md. */
const RULE_SET = "salesline";
const RULE = "mail";
const RAW = "mail/raw/";

/** How the checks call the bucket of another stack. */
const BUCKET = "salesline-data:ExportsOutputFnGetAttIntakeA0CA28E8Arn52054E15";

/** A mail of 40 MB is read whole, with all that it carries; with this much a function has one whole processor. */
const MEMORY_MB = 1769;
const TIMEOUT = Duration.seconds(60);

/**
 * Adds mail: a receipt rule of Amazon SES puts each into the bucket and says so over a topic; a queue keeps that until
 * the function has made a submission of it. Nothing of it is made without addresses: a rule without any would take the
 * mail of all domains of the account.
 */
export const addMail: AddSource = (stack, props) => {
  const { settings, intake } = props;
  if (settings.mailRecipients.length === 0) return;
  const topic = createTopic(stack);
  const work = createWorkQueue(
    stack,
    "take-mail",
    "Mails that could not be made submissions",
    settings,
    TIMEOUT,
  );
  topic.addSubscription(
    new SqsSubscription(work.queue, { rawMessageDelivery: true, deadLetterQueue: work.failed }),
  );
  createRule(stack, props, topic);
  allowSes(stack, intake, topic);
  addReader(stack, props, work);
};

const ruleArn = (stack: Stack) =>
  stack.formatArn({ service: "ses", resource: `receipt-rule-set/${RULE_SET}:receipt-rule/${RULE}` });

function createTopic(stack: Stack): Topic {
  const topic = new Topic(stack, "mail-topic", { enforceSSL: true });
  Validations.of(topic).acknowledge({
    id: "AwsSolutions-SNS2",
    reason:
      "Amazon SES publishes only to topics whose key lets it, so it would need a key of its own; it says where a mail lies, not what is in it",
  });
  return topic;
}

function createRule(stack: Stack, { intake, settings }: CaptureProps, topic: Topic): void {
  const set = new CfnReceiptRuleSet(stack, "mail-rules", { ruleSetName: RULE_SET });
  const rule = new CfnReceiptRule(stack, "mail-rule", {
    ruleSetName: set.ref,
    rule: {
      name: RULE,
      enabled: true,
      scanEnabled: true,
      tlsPolicy: "Optional",
      recipients: [...settings.mailRecipients],
      actions: [
        { s3Action: { bucketName: intake.bucketName, objectKeyPrefix: RAW, topicArn: topic.topicArn } },
      ],
    },
  });
  // Amazon SES tries whether it may write before it makes the rule.
  rule.node.addDependency(topic);
}

/** Amazon SES may write below one prefix and to one topic, and only for this rule. */
function allowSes(stack: Stack, intake: Bucket, topic: Topic): void {
  const principals = [new ServicePrincipal("ses.amazonaws.com")];
  const conditions = {
    StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": ruleArn(stack) },
  };
  topic.addToResourcePolicy(
    new PolicyStatement({ principals, conditions, actions: ["sns:Publish"], resources: [topic.topicArn] }),
  );
  const { account, partition, region } = Stack.of(intake);
  const arn = `arn:${partition}:ses:${region}:${account}:receipt-rule-set/${RULE_SET}:receipt-rule/${RULE}`;
  intake.addToResourcePolicy(
    new PolicyStatement({
      principals,
      conditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": arn } },
      actions: ["s3:PutObject"],
      resources: [intake.arnForObjects(`${RAW}*`)],
    }),
  );
}

function addReader(stack: Stack, { table, intake, settings, dist }: CaptureProps, work: WorkQueue): void {
  const fn = createFunction(stack, "take-mail", {
    name: "capture-mail",
    summary: "Makes a submission of each mail",
    timeout: TIMEOUT,
    memoryMb: MEMORY_MB,
    dist,
  });
  fn.addEnvironment("MAIL_RECIPIENTS", settings.mailRecipients.join(","));
  fn.addEnvironment("OWN_DOMAINS", settings.ownDomains.join(","));
  bindAction(fn, enterSubmission, table, settings);
  bindAction(fn, repeatSubmission, table, settings);
  bindBucket(fn, intake, "mail/", ["get", "put"]);
  bindMissing(fn, intake, "mail/");
  acknowledge(fn);
  // One mail at a time: one that ends the function takes no other with it.
  consume(fn, work, undefined, 1);
}

function acknowledge({ role, node }: Function): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${BUCKET}/mail/*]`,
    reason: "Objects are named after mails that are yet to come; below mail/ there is nothing else",
  });
}
