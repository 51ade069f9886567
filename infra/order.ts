import { type App, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";

/**
 * A deployment that brings a new version of an event begins with those who publish. From then on each event goes out in
 * both versions, by whomever it was written and whichever its readers wait for, so that all others may follow in any
 * order. The other way round a rule could wait for a version that nobody publishes yet, and lose what happens meanwhile.
 */
export function orderDeployment(
  app: App,
  {
    flow,
    before,
    publishers,
  }: { flow: Stack; before: readonly Stack[]; publishers: readonly LambdaFunction[] },
): void {
  for (const stack of app.node.children) {
    if (stack instanceof Stack && stack !== flow && !before.includes(stack)) stack.addStackDependency(flow);
  }
  const first = publishers.flatMap(({ node }) => node.defaultChild ?? []);
  for (const part of flow.node.children) {
    const isOther = part instanceof LambdaFunction && !publishers.includes(part);
    if (isOther || part instanceof Rule) part.node.addDependency(...first);
  }
}
