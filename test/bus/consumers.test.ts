import { App } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { records } from "../../domain/stages.ts";
import { readConsumers } from "../../infra/consumers.ts";
import { ofType, synthesise } from "../infra/synthesis.ts";

const read = (consumers: unknown) =>
  readConsumers(new App({ context: { consumers }, analyticsReporting: false }), records);

const account = "444455556666";

describe("Consumers in the context of cdk.json", () => {
  test("are accounts with event types, or all of a stage", () => {
    expect([...read({ [account]: ["quote.accepted", "invoice.*"] })]).toEqual([
      [account, ["quote.accepted", "invoice.*"]],
    ]);
    expect([...read(`{"${account}":["quote.*"]}`)]).toEqual([[account, ["quote.*"]]]);
    for (const none of [{}, "", undefined]) expect([...read(none)]).toEqual([]);
  });

  test.each([
    [{ "4444": ["quote.*"] }, '"consumers.4444" must be an account number of 12 digits'],
    [{ [account]: ["quote.acepted"] }, `"consumers.${account}.0" "quote.acepted" is no event type`],
    [{ [account]: ["quote.accepted", "*"] }, `"consumers.${account}.1" "*" is no event type`],
    [{ [account]: ["quote*"] }, `"consumers.${account}.0" "quote*" is no event type`],
    [{ [account]: [] }, `"consumers.${account}" must name at least one event type`],
    [{ [account]: "quote.*" }, `"consumers.${account}" Invalid input: expected array`],
    ["{", '"consumers" Invalid input: expected record'],
  ])("that are wrong are told in one line that names the field: %j", (consumers, line) => {
    expect(() => read(consumers)).toThrow(`Correct the context in cdk.json: ${line}`);
  });

  test("whose policy would be more than a bus takes are told so", () => {
    const types = records.flatMap(({ events }) => Object.keys(events));
    const accounts = ["1", "2", "3", "4", "5"].map((digit) => [digit.repeat(12), types]);
    const context = { consumers: Object.fromEntries(accounts) };
    expect(() => synthesise({ context })).toThrow(
      /"consumers" makes a policy of \d+ bytes, and a bus takes 10240/,
    );
  });
});

const Statement = z.object({
  Sid: z.string(),
  Action: z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat()),
  Principal: z.object({ AWS: z.unknown() }),
  Resource: z.unknown(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const Policy = z.object({ Statement });

describe("The policy of the bus", () => {
  const context = { consumers: { [account]: ["quote.*", "invoice.issued"], "777788889999": ["order.*"] } };
  const made = synthesise({ context });
  const all = ofType(made, "AWS::Events::EventBusPolicy").map(
    ({ properties }) => Policy.parse(properties).Statement,
  );
  const of = (id: string) => all.filter(({ Sid }) => Sid.startsWith(`cdk-Consumer${id}`));
  const [rules, targets, keep] = of(account);

  test("is there for each consumer, and none without any", () => {
    expect(all).toHaveLength(6);
    expect(of("777788889999")).toHaveLength(3);
    expect(ofType(synthesise(), "AWS::Events::EventBusPolicy")).toEqual([]);
  });

  test("lets an account make rules that name our source and only its event types", () => {
    expect(rules?.Action).toEqual(["events:PutRule"]);
    expect(rules?.Condition).toEqual({
      StringEqualsIfExists: { "events:creatorAccount": account },
      "ForAllValues:StringEquals": { "events:source": ["salesline"] },
      "ForAllValues:StringLike": { "events:detail-type": ["quote.*", "invoice.issued"] },
      Null: { "events:source": "false", "events:detail-type": "false" },
    });
  });

  test("lets it have targets in no account but its own", () => {
    expect(targets?.Action).toEqual(["events:PutTargets"]);
    expect(targets?.Condition).toMatchObject({
      StringEqualsIfExists: { "events:creatorAccount": account },
      ArnLike: { "events:TargetArn": `arn:*:*:*:${account}:*` },
    });
  });

  test("lets it look after the rules that it has made, and no other", () => {
    expect(keep?.Action).toContain("events:DeleteRule");
    expect(keep?.Action).toContain("events:TagResource");
    for (const { Action } of all)
      expect(Action.filter((action) => /PutEvents|\*|Permission/.test(action))).toEqual([]);
    for (const { Condition } of of(account)) {
      expect(Condition["StringEqualsIfExists"]).toEqual({ "events:creatorAccount": account });
    }
  });

  test("is about rules of this bus only, and each statement about one account", () => {
    for (const { Resource } of all) expect(JSON.stringify(Resource)).toMatch(/:rule\/.+"Ref":"Bus\w+".+\/\*/);
    for (const { Principal } of of(account))
      expect(JSON.stringify(Principal.AWS)).toContain(`:iam::${account}:root`);
  });
});
