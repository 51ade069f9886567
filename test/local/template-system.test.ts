import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SystemSpec } from "../../local/model.ts";
import type { Json } from "../../local/template/json.ts";
import { readSystem } from "../../local/template/system.ts";
import { synthesise } from "./fixture/app.ts";

const endpoints = { queueEndpoint: "http://127.0.0.1:4566", apiUrl: "http://127.0.0.1:3000" };
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  folders.push(folder);
  return folder;
};

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe("a synthesised CDK app of two stacks", () => {
  let spec: SystemSpec;
  const queueUrl = (id: RegExp) => spec.queues.find(({ name }) => id.test(name))?.url;
  const arnOf = (id: RegExp) => spec.functions.find(({ name }) => id.test(name))?.arn;

  beforeAll(() => {
    const folder = newFolder();
    synthesise(folder);
    spec = readSystem(folder, endpoints).spec;
  });

  test("a function has its code, limits, and the name of a table in the other stack", () => {
    const greet = spec.functions.find(({ name }) => name.startsWith("FixtureApp-Greet"));
    expect(greet).toMatchObject({ handler: "index.handler", timeoutSeconds: 5, memoryMb: 256 });
    expect(greet?.environment["TABLE"]).toBe(spec.tables[0]?.name);
    expect(greet?.codeDir).toMatch(/asset\.\w+$/);
  });

  test("a table has its keys, index, stream and expiry", () => {
    expect(spec.tables[0]).toMatchObject({
      ttlAttribute: "expires",
      create: {
        BillingMode: "PAY_PER_REQUEST",
        GlobalSecondaryIndexes: [{ IndexName: "deals" }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      },
    });
  });

  test("a queue is at the engine's address and names its dead-letter queue", () => {
    expect(queueUrl(/Welcomes\w{8}$/)).toMatch(
      /^http:\/\/127\.0\.0\.1:4566\/000000000000\/FixtureApp-Welcomes/,
    );
    const dead = spec.queues.find(({ name }) => name.includes("WelcomesDead"));
    expect(spec.queues.find(({ attributes }) => attributes["RedrivePolicy"])?.attributes).toEqual({
      VisibilityTimeout: "30",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead?.arn, maxReceiveCount: 3 }),
    });
  });

  test("a rule leads from the bus to the queue", () => {
    expect(spec.rules).toMatchObject([
      {
        busName: spec.buses[0],
        pattern: { "detail-type": [{ prefix: "greeting." }] },
        targets: [{ queueUrl: queueUrl(/Welcomes\w{8}$/) }],
      },
    ]);
  });

  test("the stream and the queue feed their functions with the limits of the template", () => {
    expect(spec.streamSources).toMatchObject([
      {
        functionArn: arnOf(/Publish/),
        tableName: spec.tables[0]?.name,
        batchSize: 20,
        startingPosition: "TRIM_HORIZON",
        filters: ['{"eventName":["INSERT"]}'],
        maximumRetryAttempts: 3,
        bisectOnError: true,
        reportsItemFailures: true,
        failureQueueUrl: queueUrl(/Lost/),
      },
    ]);
    expect(spec.queueSources).toMatchObject([
      { functionArn: arnOf(/React/), batchSize: 5, maximumConcurrency: 2, reportsItemFailures: true },
    ]);
  });

  test("a route has its function, and its authoriser only where the template gives it one", () => {
    const [write, read] = spec.routes;
    expect(write).toMatchObject({ routeKey: "POST /greetings", functionArn: arnOf(/Greet/) });
    expect(write?.authorizer?.issuer).toMatch(
      /^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/,
    );
    expect(write?.authorizer?.audience).toHaveLength(1);
    expect(read).toMatchObject({ routeKey: "GET /greetings/{id}", authorizer: undefined });
  });
});

describe("templates with what does not run here", () => {
  const unbound = "aws://unknown-account/unknown-region";
  const written = (template: Json, environment = unbound) => {
    const folder = newFolder();
    const properties = { templateFile: "Shop.template.json" };
    const stack = { type: "aws:cloudformation:stack", environment, properties };
    writeFileSync(join(folder, "Shop.template.json"), JSON.stringify(template));
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ artifacts: { Shop: stack } }));
    return () => readSystem(folder, endpoints);
  };
  const assembly = (Resources: Record<string, Json>, environment = unbound) =>
    written({ Resources }, environment);

  test("a group of schedules has the name of the template, or one of its own", () => {
    const Type = "AWS::Scheduler::ScheduleGroup";
    const { spec } = assembly({ A: { Type, Properties: { Name: "timers" } }, B: { Type, Properties: {} } })();
    expect(spec.scheduleGroups).toEqual(["timers", "Shop-B"]);
  });

  test("an alarm is left out and named", () => {
    expect(assembly({ Late: { Type: "AWS::CloudWatch::Alarm", Properties: {} } })().leftOut).toEqual([
      "AWS::CloudWatch::Alarm",
    ]);
  });

  test("what a condition of the template rules out does not exist", () => {
    const Parameters = { Stage: { Type: "String", Default: "local" } };
    const Conditions = {
      IsLocal: { "Fn::Equals": [{ Ref: "Stage" }, "local"] },
      IsAbroad: { "Fn::Not": [{ Condition: "IsLocal" }] },
    };
    const queue = (Condition: string) => ({ Type: "AWS::SQS::Queue", Condition });
    const template = {
      Parameters,
      Conditions,
      Resources: { Here: queue("IsLocal"), There: queue("IsAbroad") },
    };
    expect(written(template)().spec.queues.map(({ name }) => name)).toEqual(["Shop-Here"]);
  });

  test("a long generated queue name is cut to what SQS takes, and stays the same", () => {
    const read = assembly({ ["Q".repeat(100)]: { Type: "AWS::SQS::Queue" } });
    const name = read().spec.queues[0]?.name ?? "";
    expect(name).toMatch(/^Shop-Q{61}-[0-9a-f]{8}$/);
    expect(read().spec.queues[0]?.name).toBe(name);
  });

  test("a stack bound to a region runs in that region", () => {
    const { spec } = assembly({ Q: { Type: "AWS::SQS::Queue" } }, "aws://123456789012/eu-south-2")();
    expect(spec.queues[0]?.arn).toBe("arn:aws:sqs:eu-south-2:000000000000:Shop-Q");
  });

  const queue = { Q: { Type: "AWS::SQS::Queue" } };
  const bus = (targets: Json): Record<string, Json> => ({
    ...queue,
    R: { Type: "AWS::Events::Rule", Properties: { EventPattern: { source: ["x"] }, Targets: targets } },
  });
  const refused: readonly (readonly [string, Record<string, Json>, RegExp])[] = [
    [
      "a schedule",
      { S: { Type: "AWS::Scheduler::Schedule" } },
      /Shop\/S: resources of type AWS::Scheduler::Schedule/,
    ],
    ["a REST API", { A: { Type: "AWS::ApiGateway::RestApi" } }, /Shop\/A: .*AWS::ApiGateway::RestApi/],
    [
      "a function of a container image",
      { F: { Type: "AWS::Lambda::Function", Properties: { Code: { ImageUri: "x" }, PackageType: "Image" } } },
      /Shop\/F: .*Code/,
    ],
    [
      "a rule that changes the event",
      bus([{ Id: "a", Arn: { "Fn::GetAtt": ["Q", "Arn"] }, InputPath: "$.detail" }]),
      /Shop\/R: .*whole events/,
    ],
    [
      "a rule with another target than a queue",
      bus([{ Id: "a", Arn: "arn:aws:lambda:x:1:function:f" }]),
      /Shop\/R: .*not a queue/,
    ],
    [
      "a reference to nothing",
      bus([{ Id: "a", Arn: { Ref: "Gone" } }]),
      /Shop\/R: Ref Gone is not in the templates/,
    ],
    [
      "a route with IAM authorisation",
      {
        A: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP" } },
        P: {
          Type: "AWS::ApiGatewayV2::Route",
          Properties: { RouteKey: "GET /", Target: "integrations/x", AuthorizationType: "AWS_IAM" },
        },
      },
      /Shop\/P: .*only JWT/,
    ],
    [
      "a stream that gives up into a bucket of another account",
      {
        T: {
          Type: "AWS::DynamoDB::Table",
          Properties: {
            KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
            AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
          },
        },
        M: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: {
            EventSourceArn: { "Fn::GetAtt": ["T", "StreamArn"] },
            FunctionName: "f",
            DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::elsewhere" } },
          },
        },
      },
      /Shop\/M: arn:aws:s3:::elsewhere is not a bucket/,
    ],
    [
      "a function fed by a Kinesis stream",
      {
        M: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: { EventSourceArn: "arn:aws:kinesis:x:1:stream/s", FunctionName: "f" },
        },
      },
      /Shop\/M: .*cannot feed a function locally/,
    ],
  ];

  test.each(refused)("%s is refused, naming stack and logical id", (_, resources, message) => {
    expect(assembly(resources)).toThrow(message);
  });

  test("a folder without a synthesised app says how to make one", () => {
    expect(() => readSystem(newFolder(), endpoints)).toThrow(/npm run synth/);
  });
});
