import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeAccount, openAccount } from "../../domain/account/actions.ts";
import { addContact, changeContact } from "../../domain/contact/actions.ts";
import { captureLead, reopenLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness, stubEnvironment } from "../support/business.ts";
import { sell } from "../support/deals.ts";
import { page, pages } from "../support/pages.ts";
import { send } from "../support/request.ts";
import { startWitness, type Witness } from "../support/witness.ts";

let business: Business;
let witness: Witness;
let history: HttpHandler;
const route = "GET /accounts/{id}/history";

beforeAll(async () => {
  business = await startBusiness();
  witness = await startWitness(business.engine.endpoint);
  stubEnvironment(witness.endpoint);
  ({ handler: history } = await import("../../functions/read/account-history.ts"));
});
afterAll(async () => {
  await witness.stop();
  await business.stop();
});

const opened = () => business.act(openAccount, { name: "Eastern Connection" });
const read = (id: string, query?: Record<string, string>) =>
  page(history, { route, id, ...(query && { query }) });
const idsOf = (all: readonly { readonly events: readonly { readonly id: string }[] }[]) =>
  all.flatMap(({ events }) => events.map(({ id }) => id));

/** All events of these deals in order of time, as the journal has them. */
async function eventsOf(deals: readonly (readonly [stage: string, id: string])[]): Promise<string[]> {
  const events = (
    await Promise.all(deals.map(([stage, id]) => business.world.journal.events(stage, id, 9999)))
  ).flat();
  const places = events.map(({ at, record, seq, id }) => ({
    place: `${at}#${record}#${String(seq).padStart(10, "0")}`,
    id,
  }));
  return places.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ id }) => id);
}

describe("the history of a customer", () => {
  test("tells every deal whole, also what happened before the account was known", async () => {
    const first = await sell(business);
    const second = await sell(business, first.account);
    await business.act(changeAccount, { name: "Eastern" }, first.account);
    const { events, cursor } = await read(first.account);
    const texts = events.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith("Lead captured"))).toHaveLength(2);
    expect(texts.at(0)).toBe("Lead captured from Eastern Connection: Chai");
    expect(texts.at(-1)).toBe("Account changed: name");
    expect(new Set(events.map(({ deal }) => deal))).toEqual(new Set([first.deal, second.deal]));
    expect(events.filter(({ type }) => type === "invoice.paid")).toHaveLength(2);
    expect(cursor).toBeUndefined();
  });

  test("has the account's own events, also while it has no deal", async () => {
    const { id } = await opened();
    await business.act(changeAccount, { name: "Eastern" }, id);
    expect((await read(id)).events.map(({ type }) => type)).toEqual(["account.opened", "account.changed"]);
  });

  test("has nothing of another customer", async () => {
    const other = await sell(business);
    const { id } = await opened();
    expect((await read(id)).events.map(({ deal }) => deal)).not.toContain(other.deal);
  });

  test("has of a deal that was linked late also the records that never named the account", async () => {
    const account = await opened();
    const lead = await business.act(captureLead, { topic: "Chang", lastName: "Anders", process: "lean" });
    await business.act(qualifyLead, {}, lead.id);
    const opportunity = childId("opp", lead.id);
    await business.act(changeOpportunity, { account: account.id }, opportunity);
    await business.act(reopenLead, {}, lead.id);
    const { events } = await read(account.id);
    expect(events.map(({ type }) => type)).toEqual([
      "account.opened",
      "lead.captured",
      "lead.qualified",
      "contact.added",
      "opportunity.opened",
      "opportunity.changed",
      "lead.reopened",
    ]);
  });

  test.each(["acc_00000000000000000000000000", "lea_00000000000000000000000000", "x"])(
    "is not found for the id %s",
    async (id) => {
      expect(await send(history, { route, id })).toMatchObject({ status: 404, body: { code: "not_found" } });
    },
  );

  test("is refused with the cursor of another customer", async () => {
    const { account } = await sell(business);
    const { cursor = "" } = await read(account, { limit: "1" });
    const { id } = await opened();
    const answer = await send(history, { route, id, query: { cursor } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });
});

describe("the history of a customer with very many deals", () => {
  const DEALS = 120;
  let account: string;
  let expected: readonly string[];

  // Deals begin one after the other, and go on at times that have nothing to do with that.
  beforeAll(async () => {
    const at = (minutes: number) => new Date(Date.UTC(2020, 0, 1) + minutes * 60_000);
    business.clock = at(0);
    account = (await opened()).id;
    const contacts: string[] = [];
    for (let n = 0; n < DEALS; n += 1) {
      business.clock = at(10 * n);
      contacts.push((await business.act(addContact, { lastName: `Nr ${n}`, account })).id);
    }
    for (let n = 0; n < DEALS; n += 4) {
      business.clock = at(10 * n + ((n * 7919) % 700));
      await business.act(changeContact, { jobTitle: "Buyer" }, contacts[n]);
    }
    business.clock = undefined;
    expected = await eventsOf([["account", account], ...contacts.map((id) => ["contact", id] as const)]);
  });

  test.each([30, 60, 500])("is the same in pages of %i", async (limit) => {
    const all = await pages(history, { route, id: account, query: { limit: String(limit) } });
    expect(expected).toHaveLength(1 + DEALS + DEALS / 4);
    expect(idsOf(all)).toEqual(expected);
    expect(all.slice(0, -1).every(({ events }) => events.length === limit)).toBe(true);
    expect(all).toHaveLength(Math.ceil(expected.length / limit));
  });

  test("asks each deal where it goes on, and reads only those that are on the page", async () => {
    witness.forget();
    await read(account, { limit: "10" });
    // One more read is of the words in which it is told.
    expect(witness.seen.filter((operation) => operation !== "Query")).toEqual(["BatchGetItem"]);
    expect(witness.seen.length).toBeLessThanOrEqual(1 + 1 + (DEALS + 1) + 16);
  });
});

test("a deal of big events comes in pages that a function can answer, and nothing overtakes it", async () => {
  const account = await opened();
  const deal = await business.act(openOpportunity, { topic: "Big", account: account.id });
  const contact = await business.act(addContact, { lastName: "Anders", account: account.id });
  for (let n = 0; n < 17; n += 1) {
    const line = { description: `${"€".repeat(290)}${n}`, quantity: "1", unitPrice: "1" };
    await business.act(setOpportunityLines, { lines: Array.from({ length: 90 }, () => line) }, deal.id);
    if (n % 8 === 0) await business.act(changeContact, { jobTitle: `Buyer ${n}` }, contact.id);
  }
  const all = await pages(history, { route, id: account.id, query: { limit: "500" } });
  expect(all.length).toBeGreaterThan(1);
  expect(idsOf(all)).toEqual(
    await eventsOf([
      ["account", account.id],
      ["opportunity", deal.id],
      ["contact", contact.id],
    ]),
  );
});
