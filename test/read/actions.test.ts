import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { captureLead } from "../../domain/lead/actions.ts";
import { sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { stages } from "../../domain/stages.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { sell, type SoldDeal } from "../support/deals.ts";
import { send } from "../support/request.ts";
import { ask, someOpportunity } from "../support/world.ts";

const Offer = z.strictObject({
  action: z.string(),
  label: z.string(),
  summary: z.string(),
  method: z.string(),
  path: z.string(),
  allowed: z.boolean(),
  code: z.string().optional(),
  why: z.string().optional(),
});
const Offers = z.object({ actions: z.array(Offer) });

let business: Business;
let sold: SoldDeal;
const handlers = new Map<string, HttpHandler>();

beforeAll(async () => {
  business = await startBusiness();
  handlers.set("lead", (await import("../../functions/read/actions/lead.ts")).handler);
  handlers.set("account", (await import("../../functions/read/actions/account.ts")).handler);
  handlers.set("contact", (await import("../../functions/read/actions/contact.ts")).handler);
  handlers.set("product", (await import("../../functions/read/actions/product.ts")).handler);
  handlers.set("opportunity", (await import("../../functions/read/actions/opportunity.ts")).handler);
  handlers.set("quote", (await import("../../functions/read/actions/quote.ts")).handler);
  handlers.set("order", (await import("../../functions/read/actions/order.ts")).handler);
  handlers.set("invoice", (await import("../../functions/read/actions/invoice.ts")).handler);
  sold = await sell(business);
});
afterAll(() => business.stop());

async function asked(stage: string, id: string, groups = "[admin]") {
  const handler = handlers.get(stage);
  const home = stages.find((other) => other.stage.name === stage)?.stage;
  if (handler === undefined || home === undefined) throw new Error(`no stage ${stage}`);
  return send(handler, { route: `GET /${home.plural}/{id}/actions`, id, groups });
}

async function offers(stage: string, id: string, groups?: string) {
  const { actions } = Offers.parse((await asked(stage, id, groups)).body);
  return new Map(actions.map((offer) => [offer.action, offer]));
}

async function emptyDraft() {
  const opportunity = await someOpportunity(business.world);
  await business.act(setOpportunityLines, { lines: [] }, opportunity.id);
  return business.act(draftQuote, { opportunity: opportunity.id });
}

describe("what may be done with a record", () => {
  test("is told with all that it takes to ask it", async () => {
    const lead = await business.act(captureLead, { topic: "Chai", lastName: "Anders" });
    const { status, headers, body } = await asked("lead", lead.id, "[sales]");
    expect({ status, headers }).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(body).toMatchObject({ id: lead.id, status: "new", version: 1 });
    expect((await offers("lead", lead.id, "[sales]")).get("mark-contacted")).toEqual({
      action: "mark-contacted",
      label: "Mark as contacted",
      summary: "Note that somebody has been in touch with the lead",
      method: "POST",
      path: `/leads/${lead.id}/mark-contacted`,
      allowed: true,
    });
  });

  test("is every action that has a route and needs a record, and no other", async () => {
    const found = await offers("opportunity", sold.opportunity);
    expect([...found.keys()]).toEqual([
      "change",
      "set-lines",
      "hold",
      "resume",
      "win",
      "lose",
      "reopen",
      "assign",
      "tick",
    ]);
  });

  test("depends on its status", async () => {
    const lead = await business.act(captureLead, { topic: "Chai", lastName: "Anders", process: "lean" });
    const found = await offers("lead", lead.id);
    expect(found.get("qualify")).toMatchObject({ allowed: true });
    expect(found.get("reopen")).toMatchObject({
      allowed: false,
      code: "wrong_state",
      why: 'This lead is new: for "reopen" it must be qualified or disqualified',
    });
  });

  test("depends on what guards it", async () => {
    const draft = await emptyDraft();
    expect((await offers("quote", draft.id)).get("send")).toMatchObject({
      allowed: false,
      code: "rule_broken",
      why: "An empty quote cannot be sent: set its lines first",
    });
  });

  test("depends on the day", async () => {
    const opportunity = await someOpportunity(business.world);
    business.clock = new Date("2020-05-01T12:00:00Z");
    const quote = await business.act(draftQuote, { opportunity: opportunity.id });
    await business.act(sendQuote, { validUntil: "2020-05-02" }, quote.id);
    business.clock = undefined;
    expect((await offers("quote", quote.id)).get("accept")).toMatchObject({
      allowed: false,
      why: "The quote lapsed on 2020-05-02: revise it to make a new offer",
    });
    expect((await offers("quote", quote.id)).get("revise")).toMatchObject({ allowed: true });
  });

  test("depends on who asks", async () => {
    const finance = await offers("invoice", sold.invoice, "[finance]");
    const sales = await offers("invoice", sold.invoice, "[sales]");
    expect(finance.get("write-off")).toMatchObject({ allowed: false, code: "wrong_state" });
    expect(sales.get("write-off")).toMatchObject({
      allowed: false,
      code: "forbidden",
      why: "Only finance, admin may do this",
    });
  });

  test("is not found for a record that is not there, and not told to a stranger", async () => {
    expect(await asked("quote", "quo_00000000000000000000000000")).toMatchObject({ status: 404 });
    expect(await asked("quote", sold.lead)).toMatchObject({ status: 404 });
    expect(await asked("quote", sold.quote, "[guests]")).toMatchObject({ status: 403 });
  });
});

test("what is told agrees with what happens when it is asked", async () => {
  const draft = await emptyDraft();
  const records: [string, string][] = [
    ["lead", sold.lead],
    ["account", sold.account],
    ["opportunity", sold.opportunity],
    ["quote", sold.quote],
    ["quote", draft.id],
    ["order", sold.order],
    ["invoice", sold.invoice],
  ];
  let blocked = 0;
  for (const [stage, id] of records) {
    const actions = stages.find((other) => other.stage.name === stage)?.actions ?? [];
    for (const [verb, offer] of await offers(stage, id)) {
      const action = actions.find((other) => other.verb === verb);
      if (action === undefined || offer.allowed || !action.input.safeParse({}).success) continue;
      blocked += 1;
      const outcome = await perform(ask(action, {}, { id }), business.world);
      expect(outcome).toMatchObject({ ok: false, code: offer.code, message: offer.why });
    }
  }
  expect(blocked).toBeGreaterThan(10);
});

describe("the steps of the process", () => {
  const steps = async (id: string, headers = {}) => {
    const handler = handlers.get("lead");
    if (handler === undefined) throw new Error("no stage lead");
    const { body } = await send(handler, { route: "GET /leads/{id}/actions", id, headers });
    return body;
  };

  test("are told with what is done and what is to do, and why the closing action is not allowed yet", async () => {
    const input = { topic: "Chai", lastName: "Anders", process: "default", timeframe: "this-year" };
    const lead = await business.act(captureLead, input);
    const body = await steps(lead.id);
    const of = { stage: "qualify", stageLabel: "Qualify", optional: false };
    expect(body["steps"]).toEqual([
      { ...of, id: "timeframe", label: "Purchase timeframe", field: "timeframe", done: true },
      { ...of, id: "budget", label: "Budget", field: "budget", done: false },
      { ...of, id: "purchase-process", label: "Purchase process", field: "purchaseProcess", done: false },
      { ...of, id: "decision-maker", label: "Decision maker", field: "decisionMaker", done: false },
    ]);
    expect((await offers("lead", lead.id)).get("qualify")).toMatchObject({
      allowed: false,
      code: "rule_broken",
      why: 'The stage "qualify" is not complete: still to do 3: Budget, Purchase process, Decision maker',
    });
  });

  test("are none in a process that asks for none", async () => {
    const lead = await business.act(captureLead, { topic: "Chai", lastName: "Anders", process: "lean" });
    expect(await steps(lead.id)).toMatchObject({ steps: [] });
  });

  test("and all else are called what the caller calls them", async () => {
    const lead = await business.act(captureLead, { topic: "Chai", lastName: "Anders" });
    const body = await steps(lead.id, { "accept-language": "vi" });
    expect(body).toMatchObject({ stageLabel: "Khách hàng tiềm năng", statusLabel: "Mới" });
    expect(body["steps"]).toContainEqual(
      expect.objectContaining({ stageLabel: "Sàng lọc", label: "Ngân sách" }),
    );
    expect(body["actions"]).toContainEqual(expect.objectContaining({ action: "disqualify", label: "Loại" }));
  });
});
