import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readContext, readLocalContext } from "../../infra/settings.ts";
import { must, root, synthesise } from "./synthesis.ts";

const made = synthesise({ context: { webhookAllow: " 10.20.0.0/16 ,fd00:20::/32" } });
const named = (text: string) => made.system.functions.filter(({ environment }) => text in environment);
const bundleOf = ({ codeDir }: { readonly codeDir: string }) => codeDir.slice(codeDir.lastIndexOf("/") + 1);

describe("The key of the secrets of subscriptions", () => {
  it("makes MACs, and is kept when its stack goes: without it every receiver would need a new secret", () => {
    const data = must(made.stacks.get("salesline-data"), "stack of the data");
    expect(() =>
      data.hasResource("AWS::KMS::Key", {
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
        Properties: { KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" },
      }),
    ).not.toThrow();
    expect(() =>
      data.hasResourceProperties("AWS::KMS::Alias", { AliasName: "alias/salesline-webhooks" }),
    ).not.toThrow();
  });

  it("is the one that functions are told of, and the one that signs here", () => {
    const [key, ...others] = made.system.macKeys;
    expect(others).toEqual([]);
    expect(named("WEBHOOK_KEY").map(({ environment }) => environment["WEBHOOK_KEY"])).toEqual(
      named("WEBHOOK_KEY").map(() => key),
    );
    expect(named("WEBHOOK_KEY").map(bundleOf)).toEqual(
      expect.arrayContaining(["subscription-create", "subscription-rotate-secret"]),
    );
    expect(named("WEBHOOK_KEY").map(bundleOf)).not.toContain("subscription-update");
  });
});

describe("Where requests may go besides the public network", () => {
  it("is told to all who look where an address leads, as it was set", () => {
    const told = named("WEBHOOK_ALLOW");
    expect(told.map(bundleOf)).toEqual(
      expect.arrayContaining(["subscription-create", "subscription-update", "subscription-test"]),
    );
    expect(new Set(told.map(({ environment }) => environment["WEBHOOK_ALLOW"]))).toEqual(
      new Set(["10.20.0.0/16,fd00:20::/32"]),
    );
  });

  it("is nowhere when nothing was set, and also this machine when it runs there", () => {
    const file = join(root, "cdk.json");
    expect(readContext(file)["webhookAllow"]).toBe("");
    expect(readLocalContext(file)["webhookAllow"]).toBe("127.0.0.1/32,::1/128");
  });

  it("must be ranges: others are told at the synthesis", () => {
    for (const webhookAllow of ["10.0.0.0", "10/8", "localhost", "10.0.0.0/8;::1/128"]) {
      expect(() => synthesise({ context: { webhookAllow } })).toThrow(
        /^Correct the context in cdk.json: "webhookAllow" must be ranges of addresses/,
      );
    }
  });
});
