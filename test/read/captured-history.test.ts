import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { childId } from "../../domain/kernel/id.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { enterSubmission, receiveSubmission } from "../../domain/submission/actions.ts";
import { releaseSubmission } from "../../domain/submission/release.ts";
import { submission } from "../../domain/submission/submission.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { replay } from "../../functions/runtime/view.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { page } from "../support/pages.ts";

let business: Business;
let dealHistory: HttpHandler;
let accountHistory: HttpHandler;
const fields = { lastName: "Anders", email: "maria@alfreds.example", company: "Alfreds", topic: "Tea" };

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: dealHistory } = await import("../../functions/read/deal-history.ts"));
  ({ handler: accountHistory } = await import("../../functions/read/account-history.ts"));
});
afterAll(() => business.stop());

async function storyOf(deal: string) {
  const { events } = await page(dealHistory, { route: "GET /deals/{deal}/history", path: { deal } });
  return events;
}

/** The lead of a submission of somebody with this mailbox, and its deal. */
async function captured(email: string, process?: string) {
  const sent = { source: "web", fields: { ...fields, email }, process };
  const came = await business.act(receiveSubmission, sent);
  return { first: came, id: childId("lea", came.id), deal: came.deal };
}

describe("the history of a deal", () => {
  test("begins with the submission that its lead was made of", async () => {
    const { deal } = await captured("one@alfreds.example");
    const types = (await storyOf(deal)).map(({ type }) => type);
    expect(types).toEqual(["submission.received", "submission.accepted", "lead.captured"]);
  });

  test("tells what the same person sent later, and what was done with it", async () => {
    const { first, id, deal } = await captured("two@alfreds.example");
    const again = { ...fields, email: "two@alfreds.example", jobTitle: "Buyer" };
    const second = await business.act(enterSubmission, { source: "email", fields: again, text: "Me again" });
    const told = (await storyOf(deal)).slice(3);
    expect(told.map(({ type, record }) => [type, record])).toEqual([
      ["submission.received", second.id],
      ["submission.merged", second.id],
      ["lead.enriched", id],
      ["activity.added", childId("act", second.id)],
    ]);
    expect(told.every((event) => event.deal === first.deal)).toBe(true);
  });

  test("tells a form that was sent again before its lead was there", async () => {
    const twice = { source: "web", fields: { ...fields, email: "three@alfreds.example" }, contentHash: "h" };
    const first = await business.act(receiveSubmission, twice);
    const repeated = await business.act(receiveSubmission, twice);
    const told = await storyOf(first.deal);
    expect(told.map(({ type, record }) => [type, record])).toContainEqual(["submission.merged", repeated.id]);
    // How it came is told by its own history.
    expect((await storyOf(repeated.deal)).map(({ type }) => type)).toEqual(["submission.received"]);
  });

  test("tells what a person has let through to its lead", async () => {
    const { id, deal } = await captured("four@alfreds.example");
    const hint = { verdict: "held", reasons: [{ code: "no-person" }] };
    const held = await business.act(enterSubmission, { source: "card", hint, text: "Unreadable" });
    await business.act(releaseSubmission, { lead: id }, held.id);
    const told = (await storyOf(deal)).filter(({ record }) => record === held.id);
    expect(told.map(({ type }) => type)).toEqual(["submission.merged"]);
  });
});

test("a submission is in the deal that it was added to, and says so when it is asked for again", async () => {
  const { deal } = await captured("five@alfreds.example");
  const again = { source: "web", fields: { ...fields, email: "five@alfreds.example" } };
  const { id } = await business.act(receiveSubmission, again);
  const [item] = await business.world.journal.load([recordKey("submission", id)]);
  const stored = readRecord(item ?? {});
  expect(stored.deal).toBe(deal);
  const events = await business.world.journal.events("submission", id, stored.version);
  expect(replay(submission, id, events)).toEqual(stored);
});

test("the history of a customer has the submissions of its deals", async () => {
  const { id } = await captured("six@alfreds.example", "lean");
  await business.act(qualifyLead, {}, id);
  const [item] = await business.world.journal.load([recordKey("lead", id)]);
  const account = lead.record.parse(readRecord(item ?? {}).state).account ?? "";
  const { events } = await page(accountHistory, { route: "GET /accounts/{id}/history", id: account });
  expect(events.map(({ type }) => type).slice(0, 4)).toEqual([
    "submission.received",
    "submission.accepted",
    "lead.captured",
    "lead.qualified",
  ]);
});
