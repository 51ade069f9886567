import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { settle } from "../../local/bench/check.ts";
import { runDeal, type DoneDeal } from "../../local/bench/deal.ts";
import { type Person, personOf } from "../../local/client/client.ts";
import type { System } from "./system.ts";

const TRACE = "1-6b08a4ab-00000000000000000000cafe";
const NAME = "Xylander";

const Line = z.looseObject({
  level: z.string(),
  message: z.string(),
  traceId: z.string().optional(),
  action: z.string().optional(),
  consumer: z.string().optional(),
  record: z.string().optional(),
  deal: z.string().optional(),
  event: z.string().optional(),
  type: z.string().optional(),
  outcome: z.string().optional(),
});

/** Somebody whose requests all carry one trace id, as those of one program do. */
const traced = ({ send }: Person): Person =>
  personOf((method, path, { headers, ...request } = {}) =>
    send(method, path, { ...request, headers: { ...headers, "x-amzn-trace-id": `Root=${TRACE}` } }),
  );

const lineOf = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(text.indexOf("{")));
  } catch {
    return undefined;
  }
};

/** What one trace id finds in the log. */
export const tellTrace = (use: () => System): void => {
  let done: DoneDeal;
  const log = () => readFileSync(join(use().runtime.data, "functions.log"), "utf8").split("\n");
  const lines = () => log().flatMap((text) => Line.safeParse(lineOf(text)).data ?? []);
  const story = () => lines().filter(({ traceId }) => traceId === TRACE);
  const published = () => story().filter(({ message }) => message === "published");
  const performed = () => story().filter(({ message }) => message === "performed");

  beforeAll(async () => {
    const { sales, fulfilment, finance } = use().crew;
    const crew = {
      ...use().crew,
      sales: traced(sales),
      fulfilment: traced(fulfilment),
      finance: traced(finance),
    };
    const item = { quantity: "2", unitPrice: "10", discountPercent: "0", taxPercent: "10" };
    done = await runDeal(crew, [{ description: "Chai", ...item }], NAME);
    await settle(sales, done);
  });

  test("is how every event of the deal went out, each once", async () => {
    const events = use().events.filter(({ deal }) => deal === done.deal);
    const expected = events.map(({ id, type, record, deal }) => ({ event: id, type, record, deal }));
    await expect.poll(() => new Set(published().map(({ event }) => event)).size).toBe(expected.length);
    expect(published().map(({ event, type, record, deal }) => ({ event, type, record, deal }))).toEqual(
      expect.arrayContaining(expected),
    );
    expect(events.map(({ traceId }) => traceId)).toEqual(events.map(() => TRACE));
  });

  test("is the whole story, from the request to the paid invoice", async () => {
    await expect.poll(() => performed().map(({ action }) => action)).toContain("order.note-invoice");
    const actions = new Set(performed().map(({ action }) => action));
    const whole = [
      "lead.capture",
      "lead.qualify",
      "account.open",
      "opportunity.open-of-lead",
      "quote.send",
      "quote.accept",
      "order.place",
      "order.fulfil",
      "invoice.issue",
      "invoice.pay",
    ];
    expect(whole.filter((action) => !actions.has(action))).toEqual([]);
    const mute = performed().filter(
      ({ record, deal, action, outcome }) => !record || !deal || !action || !outcome,
    );
    expect(mute).toEqual([]);
    const caused = performed().filter(({ consumer }) => consumer !== undefined);
    expect(caused.length).toBeGreaterThan(7);
    expect(caused.filter(({ event }) => event === undefined)).toEqual([]);
  });

  test("is in every line that a function logs, and no line has a name or an address", () => {
    const all = lines();
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter(({ level, traceId }) => level === "INFO" && traceId === undefined)).toEqual([]);
    expect(log().filter((text) => text.includes(NAME) || text.includes("@"))).toEqual([]);
  });
};
