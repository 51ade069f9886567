import { expect, test } from "vitest";
import { Match } from "aws-cdk-lib/assertions";
import { synthesise } from "./synthesis.ts";

const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/salesline-restored";
const stream = `${table}/stream/2026-11-26T12:00:00.000`;

const stackOf = ({ stacks }: ReturnType<typeof synthesise>, name: string) => {
  const found = stacks.get(name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
};

test("a restored table takes the place of the first, which stays, with its exports, until all have let go of it", () => {
  const before = stackOf(synthesise(), "salesline-data");
  const restored = synthesise({ context: { restoredStream: stream } });
  const data = stackOf(restored, "salesline-data");
  expect(data.findResources("AWS::DynamoDB::GlobalTable")).toEqual(
    before.findResources("AWS::DynamoDB::GlobalTable"),
  );
  expect(Object.keys(data.findOutputs("*")).toSorted()).toEqual(
    Object.keys(before.findOutputs("*")).toSorted(),
  );

  const flow = stackOf(restored, "salesline-flow");
  flow.hasResourceProperties("AWS::Lambda::EventSourceMapping", { EventSourceArn: stream });
  const functions = [...restored.stacks].flatMap(([, each]) =>
    Object.values(each.findResources("AWS::Lambda::Function")),
  );
  const names = functions.flatMap(({ Properties }) => Properties.Environment?.Variables?.TABLE_NAME ?? []);
  expect(names.length).toBeGreaterThan(50);
  expect(new Set(names)).toEqual(new Set(["salesline-restored"]));
  const quotes = stackOf(restored, "salesline-quote");
  quotes.hasResourceProperties("AWS::IAM::Policy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(["dynamodb:PutItem"]), Resource: table }),
      ]),
    },
  });
});

test("what is no stream of a table is refused with what it must be", () => {
  expect(() => synthesise({ context: { restoredStream: table } })).toThrow(
    /"restoredStream" must be the ARN of the stream of a restored table/,
  );
});
