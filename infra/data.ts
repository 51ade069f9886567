import { type App, CfnOutput, Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { createGivenUpBucket, createIntakeBucket } from "./bucket.ts";
import { createBus } from "./bus.ts";
import { createPeople, type People } from "./people.ts";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Settings } from "./settings.ts";
import { createWebhookKey } from "./webhook-key.ts";
import { journalOf, type JournalTable } from "./table.ts";

/** What outlives every redeploy of code. */
export interface Data {
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly people: People;
  /** Mails, cards, attachments and lists as they came in. */
  readonly intake: Bucket;
  /** What the stream of the journal gave up. */
  readonly givenUp: Bucket;
  /** Makes the secrets of subscriptions. */
  readonly webhookKey: Key;
}

/** The stack of what must not be lost; no other stack is known to it. */
export function createData(app: App, { restoredStream }: Settings): Data {
  const stack = new Stack(app, "salesline-data", {
    description: "Salesline: the journal, the event bus and the people",
    terminationProtection: true,
  });
  const data = {
    table: journalOf(stack, restoredStream),
    bus: createBus(stack),
    people: createPeople(stack),
    intake: createIntakeBucket(stack),
    givenUp: createGivenUpBucket(stack),
    webhookKey: createWebhookKey(stack),
  };
  new CfnOutput(stack, "UserPoolId", { value: data.people.pool.userPoolId });
  new CfnOutput(stack, "ClientId", { value: data.people.client.userPoolClientId });
  return data;
}
