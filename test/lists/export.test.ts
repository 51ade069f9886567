import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { captureLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { unguarded } from "../../domain/import/formula.ts";
import { context, httpEvent } from "../support/request.ts";
import { type Lists, resultsOf, sendList, startLists, stored, workThrough } from "./business.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

/** All pages, one after the other. */
async function exported(query: Record<string, string>): Promise<{ text: string; pages: number }> {
  let text = "";
  let pages = 0;
  let next: Record<string, string> | undefined = query;
  while (next !== undefined) {
    const answer = await lists.leads(httpEvent({ route: "GET /leads/export", query: next }), context);
    text += answer.body ?? "";
    pages += 1;
    const link = /^<[^?]+\?([^>]+)>; rel="next"$/.exec(String(answer.headers?.["link"] ?? ""))?.[1];
    next = link === undefined ? undefined : Object.fromEntries(new URLSearchParams(link));
  }
  return { text, pages };
}

const people = [
  { topic: "=1+1", lastName: "@Anders", company: "-Alfreds", phone: "+49 30 901820" },
  { topic: 'Tea; "green"\nand more', lastName: "Ruiz", phone: "030 901821", note: "＝HYPERLINK(1)" },
  { topic: "No address", lastName: "Only" },
  { topic: "Twice", lastName: "Lee", email: "lee@export.example" },
  { topic: "Twice", lastName: "Lee", email: "lee@export.example" },
  { topic: "Closed", lastName: "Gone", email: "gone@export.example" },
  { topic: "Post", lastName: "Code", address: { postalCode: "01067", city: "Dresden", country: "DE" } },
];

describe("The export of leads", () => {
  const ids: string[] = [];
  let text: string;

  test("comes in pages that are one file one after the other", async () => {
    for (const input of people)
      ids.push((await lists.business.act(captureLead, { ...input, process: "lean" })).id);
    await lists.business.act(disqualifyLead, { reason: "lost" }, ids[5]);
    const whole = await exported({});
    const parts = await exported({ limit: "2" });
    expect(parts).toEqual({ text: whole.text, pages: 4 });
    ({ text } = whole);
    expect((await exported({ bom: "true" })).text).toBe(`\uFEFF${text}`);
    expect((await exported({ status: "disqualified" })).text.split("\r\n")).toHaveLength(3);
  });

  test("has all fields, and no cell that a spreadsheet would calculate or change", () => {
    const rows = z.array(z.record(z.string(), z.string())).parse(parse(text, { columns: true }));
    const byId = new Map(rows.map((row) => [row["id"], row]));
    expect(byId.get(ids[0])).toMatchObject({
      topic: "'=1+1",
      lastName: "'@Anders",
      company: "'-Alfreds",
      phone: "'+49 30 901820",
    });
    expect(byId.get(ids[1])).toMatchObject({
      topic: people[1]?.topic,
      phone: "'030 901821",
      note: "'＝HYPERLINK(1)",
    });
    expect(byId.get(ids[6])).toMatchObject({ "address.postalCode": "'01067", "address.city": "Dresden" });
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(cell))).toEqual([]);
    expect(unguarded(byId.get(ids[0])?.["phone"] ?? "")).toBe("+49 30 901820");
  });

  test("is recognised by the check of an import: every lead as itself, open or closed, whoever it looks like", async () => {
    const { id } = await sendList(lists, text);
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    const results = await resultsOf(lists, id);
    expect(results.map(({ verdict, reasons: [reason] }) => [verdict, reason?.code])).toEqual(
      people.map(() => ["merged", "named-lead"]),
    );
    expect(results.map(({ lead }) => lead)).toEqual(ids.toReversed());
    expect(results.flatMap(({ flags }) => flags)).toEqual([]);
  });

  test("taken in again changes no lead", async () => {
    const before = await Promise.all(ids.map((id) => stored(lists, "lead", id)));
    const { id } = await sendList(lists, text);
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    await lists.call("POST /imports/{id}/start", { id });
    await workThrough(lists, id);
    expect(await stored(lists, "import", id)).toMatchObject({
      status: "done",
      run: { counts: { merged: 7 } },
    });
    expect(await Promise.all(ids.map((lead) => stored(lists, "lead", lead)))).toEqual(before);
  });
});
