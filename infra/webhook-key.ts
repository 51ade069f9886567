import { RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type IKey, Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/**
 * The key that the secrets of subscriptions are worked out with. Kept when its stack is removed: without it no receiver
 * could check a signature any more, since the secrets are stored nowhere.
 */
export function createWebhookKey(scope: Construct): Key {
  return new Key(scope, "WebhookKey", {
    alias: "salesline-webhooks",
    description: "Salesline: makes the secrets that requests to subscribers are signed with",
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Lets a function work out the secrets of subscriptions. */
export function bindWebhookKey(fn: Function, key: IKey): void {
  fn.addEnvironment("WEBHOOK_KEY", key.keyArn);
  fn.addToRolePolicy(new PolicyStatement({ actions: ["kms:GenerateMac"], resources: [key.keyArn] }));
}

/** Tells a function where requests may go besides the public network. */
export function bindTargets(fn: Function, { webhookAllow }: Settings): void {
  fn.addEnvironment("WEBHOOK_ALLOW", webhookAllow.join(","));
}

const resolving = new Set(["subscription.create", "subscription.update", "subscription.test"]);
const showing = new Set(["subscription.create", "subscription.rotate-secret"]);

/** Binds what a few actions of subscriptions need besides the journal: where an address leads, and the secret to show. */
export function bindSubscription(fn: Function, action: string, key: IKey, settings: Settings): void {
  if (resolving.has(action)) bindTargets(fn, settings);
  if (showing.has(action)) bindWebhookKey(fn, key);
}
