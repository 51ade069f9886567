import { existsSync } from "node:fs";
import { join } from "node:path";
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  Code,
  Function,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/** One Lambda function to make. */
export interface FunctionSpec {
  /** Its folder below `dist`: "quote-send". */
  readonly name: string;
  /** What it does, for people; cut at the 256 characters that Lambda takes. */
  readonly summary: string;
  readonly timeout: Duration;
  /** 256 MB when not given; a function has computing power in proportion. */
  readonly memoryMb?: number;
  /** It goes on by a message to a queue that feeds it, for as long as there is work: Lambda takes this for a loop and stops it after sixteen times, if it is not told. */
  readonly goesOnByQueue?: true;
  /** The folder of the bundles. */
  readonly dist: string;
}

/** A caller over HTTP is still waiting, a queue is not. */
export const timeouts = { http: Duration.seconds(10), queue: Duration.seconds(30) };

/** A function with its own log group and its own role; what else it may do is added by `bind...`. */
export function createFunction(scope: Construct, id: string, spec: FunctionSpec): Function {
  const logGroup = new LogGroup(scope, `${id}-log`, {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  logGroup.grantWrite(role);
  const fn = new Function(scope, id, {
    description: `${spec.name}: ${spec.summary}`.slice(0, 256),
    code: Code.fromAsset(bundleOf(spec)),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: spec.memoryMb ?? 256,
    timeout: spec.timeout,
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    logGroup,
    role,
    ...(spec.goesOnByQueue && { recursiveLoop: RecursiveLoop.ALLOW }),
  });
  acknowledge(fn, role);
  return fn;
}

function bundleOf({ name, dist }: FunctionSpec): string {
  const folder = join(dist, name);
  if (existsSync(folder)) return folder;
  throw new Error(
    `No bundle ${folder}: its entry file in functions/ is missing, or "npm run build" was not run`,
  );
}

function acknowledge(fn: Function, role: Role): void {
  Validations.of(fn).acknowledge({
    id: "Serverless-LambdaDLQ",
    reason:
      "Invoked by the HTTP API, a queue or a stream, which keep what failed, or by the clock, and then the next run does what this one could not",
  });
  Validations.of(role).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "The two X-Ray actions of active tracing have no resource that they could be limited to",
  });
}
