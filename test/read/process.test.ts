import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import { captureLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { leanProcess } from "../support/given.ts";
import { send } from "../support/request.ts";

let business: Business;
let get: HttpHandler;
let change: HttpHandler;
let check: HttpHandler;
let history: HttpHandler;
let actions: HttpHandler;
let labels: HttpHandler;

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: get } = await import("../../functions/read/get.ts"));
  ({ handler: change } = await import("../../functions/process/change.ts"));
  ({ handler: check } = await import("../../functions/process/check.ts"));
  ({ handler: history } = await import("../../functions/read/history.ts"));
  ({ handler: actions } = await import("../../functions/read/actions/process.ts"));
  ({ handler: labels } = await import("../../functions/read/labels.ts"));
});
afterAll(() => business.stop());

const groups = "[admin]";
const need = { id: "need", label: { en: "Need", vi: "Nhu cầu" }, field: "need" };
const bookOf = (more: Partial<Process>): ProcessBook => ({
  ...shippedBook,
  processes: { ...shippedBook.processes, lean: { ...leanProcess(), ...more } },
});

const read = () => send(get, { route: "GET /process" });
const put = (body: unknown, headers = {}, as = groups) =>
  send(change, { route: "PUT /process", body, headers, groups: as });
const checked = (body: unknown, query: Record<string, string> = {}, headers = {}) =>
  send(check, { route: "POST /process/check", body, query, headers, groups });
const captured = (more: object) =>
  business.act(captureLead, { topic: "Tea", lastName: "Anders", process: "lean", ...more });

describe("the sales processes", () => {
  test("are there before anybody has changed them: those that ship, as version 0", async () => {
    const { status, headers, body } = await read();
    expect({ status, headers }).toMatchObject({ status: 200, headers: { etag: '"0"' } });
    expect(body).toMatchObject({ stage: "process", status: "active", version: 0, ...shippedBook });
    const story = await send(history, { route: "GET /process/history" });
    expect(story).toMatchObject({ status: 200, body: { events: [] } });
  });

  test("are changed by an admin alone, who sees the change in the history", async () => {
    const book = { ...bookOf({}), fallback: "lean" };
    expect(await put(book, {}, "[sales finance fulfilment]")).toMatchObject({ status: 403 });
    expect(await put({ ...book, fallback: "other" })).toMatchObject({ status: 422 });
    const changed = await put({ ...book, note: "Less to ask" });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { version: 1, ...book } });
    expect((await read()).body).toMatchObject({ version: 1, fallback: "lean" });
    const story = await send(history, { route: "GET /process/history" });
    expect(story.body).toMatchObject({ events: [{ type: "process.changed", seq: 1 }] });
  });

  test("are not changed by who has not seen the last change", async () => {
    expect(await put(bookOf({}), { "if-match": '"77"' })).toMatchObject({ status: 412 });
    const { version } = (await put(bookOf({ depositPercent: "30" }))).body;
    expect(await put(bookOf({}), { "if-match": '"0"' })).toMatchObject({ status: 412 });
    expect(await put(bookOf({}), { "if-match": `"${String(version)}"` })).toMatchObject({ status: 200 });
  });

  test("say what may be done with them", async () => {
    const { body } = await send(actions, { route: "GET /process/actions", groups });
    expect(body).toMatchObject({
      steps: [],
      actions: [{ action: "change", method: "PUT", path: "/process" }],
    });
  });

  test("of a deal stay as they were when it began", async () => {
    const lead = await captured({});
    const { reasons } = leanProcess();
    const list = (reasons["lead.disqualify"] ?? []).map((each) => ({
      ...each,
      retired: each.code === "lost",
    }));
    await put(bookOf({ reasons: { ...reasons, "lead.disqualify": list } }));
    const given = await business.act(disqualifyLead, { reason: "lost" }, lead.id);
    expect(given).toMatchObject({ status: "disqualified", reason: "lost" });
    const later = await captured({});
    await expect(business.act(disqualifyLead, { reason: "lost" }, later.id)).rejects.toThrow(/no longer/);
    await put(bookOf({}));
  });
});

describe("a change that is only checked", () => {
  test("names the open records for which something changes, and changes nothing", async () => {
    const { body: before } = await read();
    const open = await captured({});
    const filled = await captured({ need: "50 cups a day" });
    const closed = await captured({});
    await business.act(disqualifyLead, { reason: "lost" }, closed.id);
    const { status, body } = await checked(
      bookOf({ steps: { qualify: [need] } }),
      { limit: "100" },
      { "accept-language": "vi" },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: before["version"], gone: [], retired: [] });
    const missing = [{ stage: "qualify", step: "need", label: "Nhu cầu" }];
    const { id, deal } = open;
    expect(body["items"]).toContainEqual(
      expect.objectContaining({ stage: "lead", id, deal, status: "new", gone: false, missing, dropped: [] }),
    );
    const text = JSON.stringify(body);
    expect(text).not.toContain(filled.id);
    expect(text).not.toContain(closed.id);
    expect((await read()).body).toEqual(before);
  });

  test("tells which records follow a process that would be gone, and which reasons would be retired", async () => {
    const open = await captured({});
    const { lean: _, ...processes } = bookOf({}).processes;
    const { body } = await checked({ processes, choose: [], fallback: "default" });
    expect(body["gone"]).toEqual(["lean"]);
    expect(body["items"]).toContainEqual(expect.objectContaining({ id: open.id, gone: true }));
  });

  test("is told page by page, each open record once", async () => {
    for (let n = 0; n < 3; n += 1) await captured({});
    const book = bookOf({ steps: { qualify: [need] } });
    const whole = await checked(book, { limit: "100" });
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await checked(book, { limit: "2", ...(cursor !== undefined && { cursor }) });
      for (const item of [body["items"]].flat()) ids.push(JSON.stringify(item));
      cursor = typeof body["cursor"] === "string" ? body["cursor"] : undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual([whole.body["items"]].flat().map((item) => JSON.stringify(item)));
    expect(ids.length).toBeGreaterThan(3);
  });

  test("is refused as the change itself would be, and to who is no admin", async () => {
    expect(await checked({ ...bookOf({}), fallback: "other" })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/fallback" }] },
    });
    expect(await checked({})).toMatchObject({ status: 400 });
    expect(await checked(bookOf({}), { cursor: "nonsense" })).toMatchObject({ status: 400 });
    const route = "POST /process/check";
    expect(await send(check, { route, body: bookOf({}), groups: "[sales]" })).toMatchObject({ status: 403 });
  });
});

describe("labels", () => {
  const named = (query: Record<string, string>, headers = {}) =>
    send(labels, { route: "GET /labels", query, headers });

  test("are in the language that is named, else in that of the caller", async () => {
    expect((await named({ language: "vi" })).body).toMatchObject({
      language: "vi",
      labels: { "stage.quote": "Báo giá" },
    });
    expect((await named({}, { "accept-language": "vi-VN, en;q=0.5" })).body).toMatchObject({
      language: "vi",
    });
    expect((await named({})).body).toMatchObject({ language: "en", labels: { "stage.quote": "Quote" } });
  });

  test("of the organisation go before those that ship", async () => {
    await put(bookOf({ labels: { vi: { "stage.lead": "Khách mới" }, de: { "stage.lead": "Anfrage" } } }));
    const lean = { process: "lean" };
    expect((await named({ ...lean, language: "vi" })).body).toMatchObject({
      labels: { "stage.lead": "Khách mới", "stage.quote": "Báo giá" },
    });
    expect((await named({ ...lean, language: "de" })).body).toMatchObject({
      labels: { "stage.lead": "Anfrage", "stage.quote": "Quote" },
    });
    await put(bookOf({}));
  });

  test("of a process that is not there are refused, as is what is no language", async () => {
    expect(await named({ process: "other" })).toMatchObject({ status: 422 });
    expect(await named({ language: "English" })).toMatchObject({ status: 400 });
  });
});
