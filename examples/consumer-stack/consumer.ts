import { type App, Duration, Stack } from "aws-cdk-lib";
import { CfnRule, EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import * as z from "zod";

const BUS = /^arn:[a-z-]+:events:(?<region>[a-z0-9-]+):(?<account>\d{12}):event-bus\/.+$/;

const Context = z.object({
  /** The bus of Salesline, which is in another account and may be in another region. */
  saleslineBusArn: z.string().regex(BUS, "must be the ARN of the bus of Salesline"),
  /** The consumer's own account and region. */
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  /** Only what the context "consumers" of Salesline names for this account. */
  types: z.array(z.string()).min(1),
});
type Context = z.output<typeof Context>;

const INBOX = "salesline-inbox";

/** The version of the data that this consumer reads: while two are published, it must get each event once. */
const VERSION = 1;

/** The consumer's own bus, and a queue behind it. Its region and its retries are its own business. */
function createInbox(app: App, { account, region, saleslineBusArn }: Context): void {
  const stack = new Stack(app, "accounting-inbox", { env: { account, region } });
  const bus = new EventBus(stack, "Inbox", { eventBusName: INBOX });
  const failed = new Queue(stack, "Failed", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const queue = new Queue(stack, "Events", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(7),
    visibilityTimeout: Duration.minutes(3),
    deadLetterQueue: { queue: failed, maxReceiveCount: 5 },
  });
  new Rule(stack, "FromSalesline", {
    eventBus: bus,
    // Nobody else's events, whatever they are called.
    eventPattern: { source: ["salesline"], account: [BUS.exec(saleslineBusArn)?.groups?.["account"] ?? ""] },
    targets: [new SqsQueue(queue, { deadLetterQueue: failed })],
  });
}

/** The rule on the bus of Salesline, in its region; it belongs to the account that made it. */
function createRule(app: App, { account, region, saleslineBusArn, types }: Context): void {
  const place = BUS.exec(saleslineBusArn)?.groups?.["region"] ?? "";
  const stack = new Stack(app, "accounting-rule", { env: { account, region: place } });
  const inbox = `arn:${stack.partition}:events:${region}:${account}:event-bus/${INBOX}`;
  const role = new Role(stack, "Forward", { assumedBy: new ServicePrincipal("events.amazonaws.com") });
  role.addToPolicy(new PolicyStatement({ actions: ["events:PutEvents"], resources: [inbox] }));
  // The L2 construct knows only buses of its own account.
  const rule = new CfnRule(stack, "Rule", {
    name: "accounting-inbox",
    eventBusName: saleslineBusArn,
    eventPattern: { source: ["salesline"], "detail-type": types, detail: { v: [VERSION] } },
    targets: [{ id: "inbox", arn: inbox, roleArn: role.roleArn }],
  });
  rule.node.addDependency(role);
}

/** A consumer of Salesline's events in an account and a region of its own. */
export function createConsumer(app: App): void {
  const names = Object.keys(Context.shape);
  const context = Context.parse(
    Object.fromEntries(names.map((name) => [name, app.node.tryGetContext(name)])),
  );
  createInbox(app, context);
  createRule(app, context);
}
