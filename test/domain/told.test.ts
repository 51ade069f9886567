import { describe, expect, test } from "vitest";
import type { Envelope } from "../../domain/kernel/event.ts";
import { records } from "../../domain/stages.ts";
import { told } from "../../domain/words/told.ts";
import { tellInVietnamese } from "../../domain/words/vi-sentences.ts";
import { type Voice, voiceOf } from "../../domain/words/voice.ts";
import { eventsOf, leanProcess } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import { eur, ids, lines, sums, totals } from "../support/samples.ts";

const label = { en: "Credit checked", vi: "Đã xét tín dụng" };
const checked = { ...leanProcess(), steps: { qualify: [{ id: "credit", check: true as const, label }] } };
const en = voiceOf("en", checked);
const vi = voiceOf("vi", checked);

function homeOf(name: string) {
  const home = records.find((each) => each.name === name);
  if (home === undefined) throw new Error(`no stage ${name}`);
  return home;
}

function happened(name: string, type: string, data: Record<string, unknown> = {}): Envelope {
  const [event] = eventsOf(homeOf(name), [{ type, data }]);
  if (event === undefined) throw new Error("nothing happened");
  return event;
}

const tell = (name: string, type: string, data: Record<string, unknown>, voice: Voice = vi) =>
  told(happened(name, type, data), homeOf(name), voice);

const lived = records.flatMap((home) =>
  Object.entries(lives[home.name] ?? {}).flatMap(([status, life]) =>
    eventsOf(home, life).map((event) => ({ home, status, event })),
  ),
);

describe("In Vietnamese", () => {
  test("every event of every stage has its sentence", () => {
    const missing = records
      .flatMap((home) => Object.keys(home.events).map((type) => happened(home.name, type)))
      .filter((event) => {
        try {
          tellInVietnamese(event, vi);
          return false;
        } catch (error) {
          // What has a sentence complains of the missing data.
          return error instanceof Error && error.message.includes("has no sentence");
        }
      });
    expect(missing.map(({ type }) => type)).toEqual([]);
  });

  test("what is no event of a stage is a fault", () => {
    expect(() => tellInVietnamese(happened("quote", "quote.burnt"), vi)).toThrow(
      "quote.burnt has no sentence in Vietnamese",
    );
  });

  test.each(lived)("the life of a $home.name that is $status is told: $event.type", ({ home, event }) => {
    const { text } = told(event, home, vi);
    expect(text).not.toBe(told(event, home, en).text);
    expect(text).not.toMatch(/undefined|\[object/);
    expect(JSON.stringify(told(event, home, vi).changes)).not.toMatch(/undefined|\[object/);
  });

  test("reasons, statuses and fields are in Vietnamese too", () => {
    expect(tell("lead", "lead.disqualified", { reason: "lost", note: "bankrupt" }).text).toBe(
      "Đã loại khách hàng tiềm năng: Đã mất (bankrupt)",
    );
    expect(tell("lead", "lead.changed", { before: {}, after: { need: "tea" } }).text).toBe(
      "Đã sửa khách hàng tiềm năng: Nhu cầu của khách hàng",
    );
  });

  test("how a record is handled is told of every stage", () => {
    expect(tell("order", "order.assigned", { after: "ben" }).text).toBe("Đơn hàng được giao cho ben");
    expect(tell("order", "order.assigned", { before: "ben" }).text).toBe(
      "Đơn hàng không còn người phụ trách",
    );
    expect(tell("lead", "lead.ticked", { check: "credit", done: true, by: "ann" }).text).toBe(
      "Khách hàng tiềm năng: Đã xét tín dụng đã xong",
    );
    const after = { name: "default", version: 3 };
    expect(tell("quote", "quote.migrated", { after }).text).toBe(
      "Báo giá theo quy trình default, phiên bản 3",
    );
  });
});

describe("The words of the organisation", () => {
  const labels = { vi: { "field.need": "Mong muốn", "stage.order": "Đơn" } };
  const own = voiceOf("vi", { ...leanProcess(), labels });

  test("go before those that ship", () => {
    const { text, changes } = tell("lead", "lead.changed", { before: {}, after: { need: "tea" } }, own);
    expect(text).toBe("Đã sửa khách hàng tiềm năng: Mong muốn");
    expect(changes).toEqual([{ field: "need", label: "Mong muốn", after: "tea" }]);
    expect(tell("order", "order.assigned", { after: "ben" }, own).text).toBe("Đơn được giao cho ben");
  });
});

describe("A language that does not ship", () => {
  test("is told in English", () => {
    const fr = voiceOf("fr", leanProcess());
    expect(fr.language).toBe("en");
    expect(tell("lead", "lead.contacted", {}, fr).text).toBe("Lead contacted");
  });
});

describe("What changed", () => {
  const changesOf = (before: object, after: object, voice = en) =>
    tell("opportunity", "opportunity.changed", { before, after }, voice).changes;

  test("is told with money, choices and answers in words", () => {
    const before = { budget: eur(100_000), timeframe: "this-year", decisionMaker: true };
    const after = { budget: eur(1999), timeframe: "this-quarter", decisionMaker: false };
    expect(changesOf(before, after, vi)).toEqual([
      { field: "budget", label: "Ngân sách", before: "1000.00 EUR", after: "19.99 EUR" },
      { field: "timeframe", label: "Thời gian mua", before: "Trong năm nay", after: "Quý này" },
      { field: "decisionMaker", label: "Người quyết định", before: "Có", after: "Không" },
    ]);
  });

  test("has nothing before what was added, and nothing after what was removed", () => {
    expect(changesOf({ need: "tea" }, { campaign: "Spring" })).toEqual([
      { field: "need", label: "Customer need", before: "tea" },
      { field: "campaign", label: "Campaign", after: "Spring" },
    ]);
  });

  test("is told of each part of an address, and only of what differs", () => {
    const before = { address: { street: "Obere Str. 57", city: "Berlin" } };
    const after = { address: { street: "Obere Str. 57", city: "Bonn", country: "DE" } };
    const { changes } = tell("account", "account.changed", { before, after }, en);
    expect(changes).toEqual([
      { field: "address.city", label: "Address · City", before: "Berlin", after: "Bonn" },
      { field: "address.country", label: "Address · Country", after: "DE" },
    ]);
  });

  test("is told line by line", () => {
    const [first, second] = lines;
    const cheaper = { ...first, quantity: "2", net: eur(2660) };
    const changes = changesOf({ lines: [first, second] }, { lines: [cheaper] });
    expect(changes).toEqual([
      {
        field: "lines.1",
        label: "Lines · 1",
        before: "3 × Chai (14.00): 39.90 EUR",
        after: "2 × Chai (14.00): 26.60 EUR",
      },
      { field: "lines.2", label: "Lines · 2", before: "1 × Advice (80): 80.00 EUR" },
    ]);
  });

  test("is told of the first lines and of sums", () => {
    const changes = changesOf(
      { lines: [], totals: sums(0, 0) },
      { lines, totals: { ...totals, taxes: undefined } },
    );
    expect(changes.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["lines.1", "lines.2", "totals.net", "totals.tax", "totals.total"]),
    );
    expect(changes.find(({ field }) => field === "totals.total")).toMatchObject({
      before: "0.00 EUR",
      after: "139.09 EUR",
    });
  });

  test("is told price by price", () => {
    const before = [{ product: "pro_0000000001", unitPrice: "13.00" }];
    const after = [
      { product: "pro_0000000001", unitPrice: "12.50", tiers: [{ from: "10", discountPercent: "5" }] },
    ];
    expect(tell("price-list", "price-list.entries-set", { before, after }, en).changes).toEqual([
      {
        field: "entries.pro_0000000001",
        label: "Prices · pro_0000000001",
        before: "13.00",
        after: "12.50; ≥ 10: -5 %",
      },
    ]);
  });

  test("is told of each refreshed price", () => {
    const sold = { lines: lines.slice(0, 1), totals: sums(3990, 399) };
    const changes = [{ line: 1, field: "unitPrice", before: "13.00", after: "14.00" }];
    const data = { opportunity: ids.opportunity, revision: 1, before: sums(3705, 371), after: sold, changes };
    expect(
      tell("quote", "quote.repriced", data, en).changes.map(({ field, before, after }) => [
        field,
        before,
        after,
      ]),
    ).toEqual([
      ["lines.1.unitPrice", "13.00", "14.00"],
      ["totals.net", "37.05 EUR", "39.90 EUR"],
      ["totals.tax", "3.71 EUR", "3.99 EUR"],
      ["totals.total", "40.76 EUR", "43.89 EUR"],
    ]);
  });

  test("is told of owner, check and process", () => {
    expect(tell("lead", "lead.assigned", { before: "ann", after: "ben" }, en).changes).toEqual([
      { field: "owner", label: "Owner", before: "ann", after: "ben" },
    ]);
    expect(tell("lead", "lead.ticked", { check: "credit", done: true, by: "ann" }, en).changes).toEqual([
      { field: "checks.credit", label: "Checks · Credit checked", before: "No", after: "Yes" },
    ]);
    const migrated = { before: { name: "lean", version: 0 }, after: { name: "lean", version: 2 } };
    expect(tell("lead", "lead.migrated", migrated, en).changes).toMatchObject([
      { field: "process.version", before: "0", after: "2" },
    ]);
  });

  test("is nothing for what only happens", () => {
    expect(tell("order", "order.resumed", {}).changes).toEqual([]);
  });
});

describe("Who did it", () => {
  test("is a caller by name, or nobody", () => {
    const event = happened("order", "order.resumed");
    expect(told(event, homeOf("order"), vi).who).toBe("ann");
    const reacted: Envelope = { ...event, actor: { type: "reaction", id: "place-order" } };
    expect(told(reacted, homeOf("order"), en).who).toBe("by itself (place-order)");
    expect(told(reacted, homeOf("order"), vi).who).toBe("tự động (place-order)");
  });
});
