import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { events } from "../../contracts/events.ts";
import { compilePattern } from "../../domain/pattern/pattern.ts";
import { records } from "../../domain/stages.ts";
import { readConsumers } from "../../infra/consumers.ts";
import { root } from "../infra/synthesis.ts";

const page = readFileSync(join(root, "docs/bus.md"), "utf8");
const blocks = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, text = ""]) => text.trim());
const patterns = blocks.filter(
  (text) => text.startsWith("{") && text.includes('"source"') && !text.includes("InputPathsMap"),
);
const [ofQuotes, byData, ofDeal] = patterns.map((text) => compilePattern(JSON.parse(text)));

const account = /acc_\w+/.exec(page)?.[0] ?? "";
const deal = /dea_\w+/.exec(page)?.[0] ?? "";

/** The types of real events that a pattern lets through, each changed as said. */
function through(pattern: typeof ofQuotes, change: (type: string) => object = () => ({})) {
  const messages = events.map(({ type, example }) => ({
    source: "salesline",
    "detail-type": type,
    detail: { ...example, ...change(type), data: { ...example.data, ...dataOf(change(type)) } },
  }));
  return messages
    .filter((each) => pattern?.ok === true && pattern.matches(each))
    .map((each) => each["detail-type"]);
}

const dataOf = (change: object) => z.looseObject({ data: z.looseObject({}).default({}) }).parse(change).data;

describe("The page of the bus", () => {
  test("has patterns that are valid", () => {
    expect([ofQuotes, byData, ofDeal].map((each) => each?.ok)).toEqual([true, true, true]);
  });

  test("gets all events of a quote by their stage", () => {
    const ofStage = events.filter(({ stage }) => stage === "quote").map(({ type }) => type);
    expect(through(ofQuotes)).toEqual(ofStage);
  });

  test("gets orders of one account and large invoices by where these really stand in an event", () => {
    expect(through(byData)).toEqual([]);
    const large = { totals: { payable: { minor: 1_000_000 } } };
    const fits = (type: string) => ({ data: type === "order.placed" ? { account } : large });
    expect(through(byData, fits)).toEqual(["order.placed", "invoice.issued"]);
    const said = (type: string) => events.find((each) => each.type === type)?.example.data;
    expect(said("order.placed")?.["account"]).toMatch(/^acc_/);
    expect(said("invoice.issued")?.["totals"]).toMatchObject({ payable: { minor: expect.any(Number) } });
  });

  test("gets everything of one deal", () => {
    expect(through(ofDeal)).toEqual([]);
    expect(through(ofDeal, () => ({ deal }))).toHaveLength(events.length);
  });

  test("names consumers that Salesline would take", () => {
    const text = blocks.find((each) => each.startsWith('"consumers"')) ?? "";
    const context = z.record(z.string(), z.unknown()).parse(JSON.parse(`{${text}}`));
    expect([...readConsumers(new App({ context, analyticsReporting: false }), records).keys()]).toEqual([
      "444455556666",
    ]);
  });
});
