import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { mergeLead } from "../../domain/lead/merge.ts";
import { addActivity, deleteActivity } from "../../domain/activity/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { page, pages } from "../support/pages.ts";
import { send } from "../support/request.ts";

let business: Business;
let read: HttpHandler;
let add: HttpHandler;
let story: HttpHandler;
const GET = "GET /leads/{id}/activities";
const POST = "POST /leads/{id}/activities";

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: read } = await import("../../functions/read/activities.ts"));
  ({ handler: add } = await import("../../functions/activity/add.ts"));
  ({ handler: story } = await import("../../functions/read/deal-history.ts"));
});
afterAll(() => business.stop());

const someLead = () => business.act(captureLead, { topic: "Chai", lastName: "Anders" });
const note = (id: string, text: string) =>
  business.act(addActivity, { regarding: { stage: "lead", id }, kind: "note", text });

describe("POST /leads/{id}/activities", () => {
  test("adds an activity to the record of the path and to its deal", async () => {
    const lead = await someLead();
    const body = { kind: "call", subject: "Prices" };
    const { status, headers, body: made } = await send(add, { route: POST, id: lead.id, body });
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: `/activities/${String(made["id"])}` });
    expect(made).toMatchObject({
      stage: "activity",
      status: "done",
      deal: lead.deal,
      owner: "ann",
      regarding: { stage: "lead", id: lead.id },
    });
    expect((await page(read, { route: GET, id: lead.id })).items.map(({ id }) => id)).toEqual([made["id"]]);
  });

  test("goes by the path, whatever the body says", async () => {
    const [lead, other] = [await someLead(), await someLead()];
    const regarding = { stage: "lead", id: other.id };
    const { body } = await send(add, {
      route: POST,
      id: lead.id,
      body: { kind: "note", text: "x", regarding },
    });
    expect(body["regarding"]).toEqual({ stage: "lead", id: lead.id });
  });

  test.each(["lea_00000000000000000000000000", "quo_00000000000000000000000000", "x"])(
    "finds no lead %s",
    async (id) => {
      const answer = await send(add, { route: POST, id, body: { kind: "note", text: "x" } });
      expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    },
  );

  test("names a bad field of the body", async () => {
    const { id } = await someLead();
    expect(await send(add, { route: POST, id, body: { kind: "fax" } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/kind" }] },
    });
    expect(await send(add, { route: POST, id, body: [1] })).toMatchObject({ status: 400 });
  });

  test("is done over POST /activities as well", async () => {
    const { id } = await someLead();
    const body = { regarding: { stage: "lead", id }, kind: "note", text: "x" };
    expect(await send(add, { route: "POST /activities", body })).toMatchObject({ status: 201 });
  });
});

describe("GET /leads/{id}/activities", () => {
  test("shows all that are not deleted, oldest first, in pages", async () => {
    const { id } = await someLead();
    const made = [];
    for (let n = 0; n < 7; n += 1) made.push((await note(id, `note ${n}`)).id);
    const [gone = "", ...kept] = made;
    await business.act(deleteActivity, {}, gone);
    const all = await pages(read, { route: GET, id, query: { limit: "4" } });
    expect(all.map(({ items }) => items.length)).toEqual([4, 2]);
    expect(all.flatMap(({ items }) => items.map((item) => item.id))).toEqual(kept.toSorted());
  });

  test("is empty for a record without, and not found for none", async () => {
    const { id } = await someLead();
    expect((await page(read, { route: GET, id })).items).toEqual([]);
    expect(await send(read, { route: GET, id: "lea_00000000000000000000000000" })).toMatchObject({
      status: 404,
    });
  });
});

test("the deal is told in the language of the caller: what, who, before and after", async () => {
  const lead = await someLead();
  await business.act(changeLead, { need: "Green tea" }, lead.id);
  await note(lead.id, "Likes green tea");
  const asked = { route: "GET /deals/{deal}/history", path: { deal: lead.deal } };
  const headers = { "accept-language": "fr;q=0.3, vi-VN" };
  const { body } = await send(story, { ...asked, headers });
  expect(body["events"]).toMatchObject([
    { text: "Đã ghi nhận khách hàng tiềm năng Anders: Chai", who: "ann", changes: [] },
    {
      text: "Đã sửa khách hàng tiềm năng: Nhu cầu của khách hàng",
      changes: [{ field: "need", label: "Nhu cầu của khách hàng", after: "Green tea" }],
    },
    { text: "Đã thêm hoạt động (Ghi chú)", type: "activity.added", deal: lead.deal },
  ]);
  const { body: english } = await send(story, { ...asked, headers: { "accept-language": "fr" } });
  expect(english["events"]).toMatchObject([
    { text: "Lead captured from Anders: Chai" },
    { changes: [{ label: "Customer need" }] },
    { text: "Note added" },
  ]);
});

test("activities of leads that were merged into one are its own, in the order in which they were added", async () => {
  const [survivor, merged] = [await someLead(), await someLead()];
  const written: string[] = [];
  for (const of of [merged, survivor, merged]) written.push((await note(of.id, "Called")).id);
  await business.act(mergeLead, { lead: merged.id }, survivor.id);
  written.push((await note(merged.id, "Late")).id);
  const all = await pages(read, { route: GET, id: survivor.id, query: { limit: "1" } });
  expect(all.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(written);
});
