import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { createConsumer } from "../../examples/consumer-stack/consumer.ts";
import { readConsumers } from "../../infra/consumers.ts";
import { records } from "../../domain/stages.ts";
import { readContext } from "../../infra/settings.ts";
import { compilePattern } from "../../domain/pattern/pattern.ts";
import { events } from "../../contracts/events.ts";
import { root } from "../infra/synthesis.ts";

const file = join(root, "examples/consumer-stack/cdk.json");
const app = new App({ context: readContext(file), analyticsReporting: false, treeMetadata: false });
createConsumer(app);
const stacks = new Map(
  app.synth().stacks.map((stack) => [
    stack.stackName,
    {
      at: `${stack.environment.account} ${stack.environment.region}`,
      template: Template.fromJSON(
        z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(stack.templateFullPath, "utf8"))),
      ),
    },
  ]),
);
const stackOf = (name: string) => {
  const found = stacks.get(name);
  if (found === undefined) throw new Error(`There is no stack ${name}`);
  return found;
};

describe("the example of a consumer", () => {
  test("has a rule in the region of Salesline, and all else in its own", () => {
    expect([...stacks].map(([name, { at }]) => [name, at])).toEqual([
      ["accounting-inbox", "444455556666 ap-southeast-1"],
      ["accounting-rule", "444455556666 eu-west-1"],
    ]);
  });

  test("forwards from our bus to its own, by a role that may do nothing else", () => {
    const { template } = stackOf("accounting-rule");
    const inbox = Match.anyValue();
    template.hasResourceProperties("AWS::Events::Rule", {
      EventBusName: "arn:aws:events:eu-west-1:111122223333:event-bus/salesline-bus",
      Targets: [{ Id: "inbox", Arn: inbox, RoleArn: Match.anyValue() }],
    });
    template.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: { Statement: [Match.objectLike({ Action: "events:PutEvents" })] },
    });
    expect(JSON.stringify(template.findResources("AWS::IAM::Policy"))).toContain(
      ":events:ap-southeast-1:444455556666:event-bus/salesline-inbox",
    );
  });

  test("asks for events that there are, in their version of today", () => {
    const Rule = z.object({ Properties: z.object({ EventPattern: z.record(z.string(), z.unknown()) }) });
    const [rule] = Object.values(stackOf("accounting-rule").template.findResources("AWS::Events::Rule"));
    const compiled = compilePattern(Rule.parse(rule).Properties.EventPattern);
    const got = events.filter(
      ({ type, example }) =>
        compiled.ok && compiled.matches({ source: "salesline", "detail-type": type, detail: example }),
    );
    expect(got.map(({ type }) => type)).toEqual(["invoice.issued", "invoice.paid"]);
  });

  test("puts them into a queue whose messages wait in dead letters after five tries", () => {
    const { template } = stackOf("accounting-inbox");
    expect(Object.keys(template.findResources("AWS::SQS::Queue"))).toHaveLength(2);
    template.hasResourceProperties("AWS::SQS::Queue", {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }),
    });
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { source: ["salesline"], account: ["111122223333"] },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  test("asks for no more than what its README lets it have", () => {
    const readme = readFileSync(join(root, "examples/consumer-stack/README.md"), "utf8");
    const consumers: unknown = JSON.parse(`{${/`("consumers": \{.+?\})`/.exec(readme)?.[1] ?? ""}}`);
    const context = z.record(z.string(), z.unknown()).parse(consumers);
    const allowed = readConsumers(new App({ context, analyticsReporting: false }), records);
    expect([...allowed]).toEqual([["444455556666", ["invoice.issued", "invoice.paid"]]]);
  });
});
