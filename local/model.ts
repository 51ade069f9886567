import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** What the synthesised templates describe, with every intrinsic resolved: the only input of the local runtime's parts. */

/** A Lambda function of the template (AWS::Lambda::Function). */
export interface FunctionSpec {
  /** Physical name, also the last part of the ARN. */
  readonly name: string;
  readonly arn: string;
  /** Absolute folder of its asset (contains index.mjs). */
  readonly codeDir: string;
  /** "index.handler": file (without extension) and export. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** A DynamoDB stream that feeds a function (AWS::Lambda::EventSourceMapping on a stream ARN). */
export interface StreamSourceSpec {
  /** Stable name (logical id): key of the saved position. */
  readonly id: string;
  readonly functionArn: string;
  readonly tableName: string;
  readonly batchSize: number;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  /** Each a JSON pattern over the whole stream record; a record is passed when any matches; empty list passes all. */
  readonly filters: readonly string[];
  /** undefined: until the record expires. */
  readonly maximumRetryAttempts: number | undefined;
  readonly bisectOnError: boolean;
  readonly reportsItemFailures: boolean;
  /** Where a batch goes that was given up: a queue gets its place in the stream, a bucket all of it. */
  readonly failureQueueUrl: string | undefined;
  readonly failureBucket: string | undefined;
}

/** An SQS queue that feeds a function. */
export interface QueueSourceSpec {
  readonly id: string;
  readonly functionArn: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportsItemFailures: boolean;
}

/** A route of the HTTP API with the function behind it. */
export interface RouteSpec {
  /** "POST /quotes/{id}/send", "ANY /{proxy+}" or "$default". */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizer: { readonly issuer: string; readonly audience: readonly string[] } | undefined;
}

/** An EventBridge rule with its SQS targets. */
export interface RuleSpec {
  readonly name: string;
  readonly busName: string;
  /** The event pattern, as JSON value of the template. */
  readonly pattern: unknown;
  readonly targets: readonly { readonly id: string; readonly queueUrl: string; readonly queueArn: string }[];
}

/** A rule of EventBridge that invokes functions again and again. */
export interface ClockSpec {
  readonly name: string;
  /** ARN of the rule. */
  readonly arn: string;
  readonly everySeconds: number;
  readonly functionArns: readonly string[];
}

/** A table with what it needs to be created. */
export interface TableSpec {
  readonly name: string;
  /** CreateTable input as the AWS SDK takes it (keys, attributes, indexes, stream specification). */
  readonly create: CreateTableCommandInput;
  readonly ttlAttribute: string | undefined;
}

/** A queue with the attributes that SQS CreateQueue takes (RedrivePolicy as JSON string). */
export interface QueueSpec {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A receipt rule for mail (AWS::SES::ReceiptRule): each mail goes into a bucket, and word of it into queues. */
export interface MailRuleSpec {
  readonly name: string;
  /** Addresses, domains, or subdomains that begin with a dot. */
  readonly recipients: readonly string[];
  readonly bucket: string;
  readonly prefix: string;
  readonly topicArn: string;
  /** Those that are subscribed to the topic, without an envelope around the message. */
  readonly queueUrls: readonly string[];
}

/** Everything that runs locally. */
export interface SystemSpec {
  readonly region: string;
  readonly account: string;
  readonly functions: readonly FunctionSpec[];
  readonly tables: readonly TableSpec[];
  readonly queues: readonly QueueSpec[];
  readonly buses: readonly string[];
  readonly rules: readonly RuleSpec[];
  readonly clocks: readonly ClockSpec[];
  /** Names of the groups of EventBridge Scheduler. */
  readonly scheduleGroups: readonly string[];
  readonly streamSources: readonly StreamSourceSpec[];
  readonly queueSources: readonly QueueSourceSpec[];
  readonly routes: readonly RouteSpec[];
  readonly mailRules: readonly MailRuleSpec[];
  /** ARNs of the keys of KMS that sign. */
  readonly macKeys: readonly string[];
}
