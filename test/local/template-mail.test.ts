import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { CfnReceiptRule, CfnReceiptRuleSet } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription, SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { describe, expect, test } from "vitest";
import { readSystem } from "../../local/template/system.ts";

type Plant = (stack: Stack, topic: Topic, rules: CfnReceiptRuleSet) => void;

/** The rules for mail of an app, as this machine reads them. */
function mailRulesOf(plant: Plant) {
  const outdir = mkdtempSync(join(tmpdir(), "mail-app-"));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
    const stack = new Stack(app, "App");
    plant(stack, new Topic(stack, "Topic"), new CfnReceiptRuleSet(stack, "Rules"));
    app.synth();
    return readSystem(outdir, { queueEndpoint: "http://q", apiUrl: "http://a" }).spec.mailRules;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const rule =
  (more: Partial<CfnReceiptRule.RuleProperty> = {}): Plant =>
  (stack, topic, rules) => {
    const s3Action = { bucketName: "intake", objectKeyPrefix: "mail/", topicArn: topic.topicArn };
    const all = { enabled: true, recipients: ["Sales@Example.com"], actions: [{ s3Action }], ...more };
    const made = new CfnReceiptRule(stack, "Rule", { ruleSetName: rules.ref, rule: all });
    made.addDependency(rules);
  };

describe("A receipt rule of a template", () => {
  test("leads to the queues that are subscribed to its topic", () => {
    const found = mailRulesOf((stack, topic, rules) => {
      topic.addSubscription(new SqsSubscription(new Queue(stack, "Mails"), { rawMessageDelivery: true }));
      new Topic(stack, "Other").addSubscription(new SqsSubscription(new Queue(stack, "Others")));
      rule()(stack, topic, rules);
    });
    expect(found).toMatchObject([
      {
        recipients: ["sales@example.com"],
        bucket: "intake",
        prefix: "mail/",
        queueUrls: [expect.stringMatching(/Mails/)],
      },
    ]);
  });

  test("that is not enabled takes nothing", () => {
    expect(mailRulesOf(rule({ enabled: false }))).toEqual([]);
  });

  test.each<readonly [string, Plant]>([
    [
      "does something else with the mail",
      rule({ actions: [{ bounceAction: { message: "no", sender: "a@b.example", smtpReplyCode: "550" } }] }),
    ],
    ["tells nobody", rule({ actions: [{ s3Action: { bucketName: "intake" } }] })],
    [
      "tells a person",
      (stack, topic, rules) => {
        topic.addSubscription(new EmailSubscription("ann@example.com"));
        rule()(stack, topic, rules);
      },
    ],
  ])("that %s cannot be run here, which is said with its name", (_, plant) => {
    expect(() => mailRulesOf(plant)).toThrow(/^App\/\w+: /);
  });
});
