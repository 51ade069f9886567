import { describe, expect, it } from "vitest";
import { ofType, synthesise } from "./synthesis.ts";

const made = synthesise({ context: { mailRecipients: "Sales@example.com, .shop.example.com" } });

describe("Mail", () => {
  it("is taken by one rule, scanned, for what the company has set", () => {
    expect(ofType(made, "AWS::SES::ReceiptRule").map(({ properties }) => properties["Rule"])).toEqual([
      expect.objectContaining({
        Enabled: true,
        ScanEnabled: true,
        Recipients: ["sales@example.com", ".shop.example.com"],
      }),
    ]);
  });

  it("goes to the queue of one function, as this machine reads it from the templates", () => {
    const [rule, ...others] = made.system.mailRules;
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      prefix: "mail/raw/",
      recipients: ["sales@example.com", ".shop.example.com"],
    });
    const fed = made.system.queueSources.find(({ queueUrl }) => queueUrl === rule?.queueUrls[0]);
    expect(fed).toMatchObject({ batchSize: 1, reportsItemFailures: true });
    expect(made.system.functions.find(({ arn }) => arn === fed?.functionArn)).toMatchObject({
      memoryMb: 1769,
      timeoutSeconds: 60,
    });
  });

  it("lets Amazon SES write below one prefix, for this rule of this account only", () => {
    const policies = ["AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"].flatMap((type) => ofType(made, type));
    const text = policies.map(({ properties }) => JSON.stringify(properties)).join("\n");
    expect(text.match(/"Service":"ses.amazonaws.com"/g)).toHaveLength(2);
    expect(text.match(/aws:SourceArn/g)).toHaveLength(2);
    expect(text).toContain(":receipt-rule-set/salesline:receipt-rule/mail");
    expect(text).toContain("/mail/raw/*");
  });

  it("is not taken at all where no address is set: a rule without one would take that of every domain", () => {
    const without = synthesise({ context: { mailRecipients: "" } });
    expect(ofType(without, "AWS::SES::ReceiptRule")).toEqual([]);
    expect(ofType(without, "AWS::SES::ReceiptRuleSet")).toEqual([]);
    expect(without.system.mailRules).toEqual([]);
  });

  it("refuses what is no address", () => {
    expect(() => synthesise({ context: { mailRecipients: "sales at example" } })).toThrow(
      /mailRecipients.*such as/,
    );
  });
});
