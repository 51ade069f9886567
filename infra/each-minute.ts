import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Function } from "aws-cdk-lib/aws-lambda";

/** Has a function run each minute; a run that failed is not tried again, since the next one looks at the same things. */
export function eachMinute(stack: Stack, fn: Function, description: string): void {
  const maxEventAge = Duration.minutes(1);
  fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge });
  const rule = new Rule(stack, `${fn.node.id}-rule`, {
    description,
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(fn, { retryAttempts: 0, maxEventAge })],
  });
  const reason =
    "A run that failed has nothing to keep: the next one, a minute later, looks at the same things";
  Validations.of(fn).acknowledge({ id: "Serverless-LambdaAsyncFailureDestination", reason });
  Validations.of(rule).acknowledge({ id: "Serverless-EventBusDLQ", reason });
}
