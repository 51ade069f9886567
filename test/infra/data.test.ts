import { describe, expect, it } from "vitest";
import { roleNames } from "../../domain/kernel/role.ts";
import { must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise();
const data = must(made.stacks.get("salesline-data"), "stack of the data");

describe("The journal", () => {
  it("cannot be deleted by mistake, can be restored to any second of 35 days and is kept when its stack goes", () => {
    expect(() =>
      data.hasResource("AWS::DynamoDB::GlobalTable", {
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
        Properties: {
          Replicas: [
            {
              DeletionProtectionEnabled: true,
              PointInTimeRecoverySpecification: {
                PointInTimeRecoveryEnabled: true,
                RecoveryPeriodInDays: 35,
              },
            },
          ],
        },
      }),
    ).not.toThrow();
    expect(made.protectedStacks).toEqual(["salesline-data"]);
  });

  it("is encrypted, paid by use, and forgets receipts", () => {
    expect(() =>
      data.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      }),
    ).not.toThrow();
  });

  it("streams what is new and is found by board, by deal and by customer", () => {
    const [table] = made.system.tables;
    expect(table?.create.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
    const indexes = table?.create.GlobalSecondaryIndexes ?? [];
    expect(indexes.map(({ IndexName, Projection }) => [IndexName, Projection?.NonKeyAttributes])).toEqual([
      ["board", undefined],
      ["deal", ["envelope"]],
      ["account", ["dealId", "createdAt", "updatedAt"]],
    ]);
  });

  it("is the one table, in a stack that knows no other", () => {
    expect(made.system.tables).toHaveLength(1);
    expect(JSON.stringify(data.toJSON())).not.toContain("Fn::ImportValue");
  });
});

describe("The bus", () => {
  it("keeps every event for 30 days, to replay", () => {
    expect(() =>
      data.hasResourceProperties("AWS::Events::Archive", {
        RetentionDays: 30,
        EventPattern: { source: ["salesline"] },
      }),
    ).not.toThrow();
    expect(made.system.buses).toHaveLength(1);
  });
});

describe("What the stream gives up", () => {
  it("is kept for 90 days in a bucket that nobody reads from outside", () => {
    expect(() =>
      data.hasResource("AWS::S3::Bucket", {
        DeletionPolicy: "Retain",
        Properties: {
          LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: "Enabled" }] },
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        },
      }),
    ).not.toThrow();
  });
});

describe("Queues", () => {
  it("are encrypted", () => {
    const queues = ofType(made, "AWS::SQS::Queue");
    expect(queues.map(({ properties }) => properties["SqsManagedSseEnabled"])).toEqual(
      queues.map(() => true),
    );
  });
});

describe("The people", () => {
  it("are in the groups that the actions name", () => {
    const groups = ofType(made, "AWS::Cognito::UserPoolGroup");
    expect(groups.map(({ properties }) => properties["GroupName"])).toEqual([...roleNames]);
    expect(() =>
      data.allResources("AWS::Cognito::UserPoolGroup", { DeletionPolicy: "Retain" }),
    ).not.toThrow();
  });

  it("are let in by the company only, with a second factor, and are kept when the stack goes", () => {
    expect(() =>
      data.hasResource("AWS::Cognito::UserPool", {
        DeletionPolicy: "Retain",
        Properties: {
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          MfaConfiguration: "ON",
          EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
          DeletionProtection: "ACTIVE",
        },
      }),
    ).not.toThrow();
    expect(() =>
      data.hasResourceProperties("AWS::Cognito::UserPoolClient", {
        AllowedOAuthFlowsUserPoolClient: false,
        PreventUserExistenceErrors: "ENABLED",
      }),
    ).not.toThrow();
  });
});
