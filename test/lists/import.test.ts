import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { captureLead } from "../../domain/lead/actions.ts";
import { type Lists, resultsOf, sendList, startLists, stored, workThrough } from "./business.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

const fair = [
  "First name;Last name;Company;E-mail;Phone;Booth",
  "Maria;Anders;Alfreds Futterkiste;maria@alfreds.example;+49 30 901820;12",
  'Ana;Trujillo;"Helados; Ana";ana@helados.example;+34 91 555 22 82;7',
  "Maria;Anders;Alfreds;MARIA@alfreds.example;;13",
  ";;;not an address;;9",
  ";;;;;10",
  "Known;Person;;known@person.example;;",
].join("\r\n");

const Mapped = z.looseObject({
  id: z.string(),
  status: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(
    z.object({ name: z.string(), field: z.string(), confidence: z.number(), why: z.string() }),
  ),
});

describe("A list of six rows", () => {
  let id: string;
  let known: string;

  test("is analysed when it is sent: what each column is read as is shown with why", async () => {
    known = (
      await lists.business.act(captureLead, {
        topic: "Tea",
        lastName: "Person",
        email: "known@person.example",
      })
    ).id;
    const made = Mapped.parse(
      await sendList(lists, fair, { query: { fileName: "fair.csv", campaign: "Fair", tag: "fair" } }),
    );
    ({ id } = made);
    expect(made).toMatchObject({ status: "mapped", encoding: "utf-8", delimiter: ";", fileName: "fair.csv" });
    expect(made.columns.map(({ field }) => field)).toEqual([
      "firstName",
      "lastName",
      "company",
      "email",
      "phone",
      "answer",
    ]);
    expect(made.columns[3]).toEqual({ name: "E-mail", field: "email", confidence: 99, why: "header" });
  });

  const expected = [
    { row: 1, verdict: "new" },
    { row: 2, verdict: "new" },
    { row: 3, verdict: "merged" },
    { row: 4, verdict: "rejected", flags: [{ reason: "not-an-email" }] },
    { row: 5, verdict: "rejected", reasons: [{ code: "no-person" }] },
    { row: 6, verdict: "merged" },
  ];

  test("is checked first: every row says what would become of it, and nothing is written", async () => {
    await lists.call("POST /imports/{id}/check", { id });
    await workThrough(lists, id);
    const rows = await resultsOf(lists, id);
    expect(rows).toMatchObject(expected);
    expect(rows[2]).toMatchObject({ sameAsRow: 1, lead: rows[0]?.lead });
    expect(rows[5]?.lead).toBe(known);
    expect(await stored(lists, "import", id)).toMatchObject({
      status: "checked",
      check: { counts: { new: 2, merged: 2, held: 0, rejected: 2, flagged: 1 } },
    });
    expect(await stored(lists, "submission", id.replace("imp", "sub").concat("-1"))).toBeUndefined();
  });

  test("is taken in as it was checked", async () => {
    await lists.call("POST /imports/{id}/start", { id });
    await workThrough(lists, id);
    const rows = await resultsOf(lists, id);
    expect(rows).toMatchObject(expected);
    expect(rows[2]?.lead).toBe(rows[0]?.lead);
    expect(await stored(lists, "import", id)).toMatchObject({ status: "done", run: { counts: { new: 2 } } });
    expect(await stored(lists, "submission", `${id.replace("imp", "sub")}-1`)).toMatchObject({
      status: "accepted",
      import: id,
      row: 1,
      campaign: "Fair",
      answers: { Booth: "12" },
      attribution: { utm: { source: "fair" } },
    });
  });

  test("shows its rows by verdict, and as CSV with the original columns", async () => {
    const rejected = await resultsOf(lists, id, { verdict: "rejected" });
    expect(rejected.map(({ row }) => row)).toEqual([4, 5]);
    const { body = "", headers } = await csv(id);
    expect(headers).toMatchObject({ "content-type": "text/csv; charset=utf-8" });
    const [head, first] = body.split("\r\n");
    expect(head).toBe("\uFEFFFirst name,Last name,Company,E-mail,Phone,Booth,row,verdict,reason,lead");
    expect(first).toMatch(
      /^Maria,Anders,Alfreds Futterkiste,maria@alfreds\.example,'\+49 30 901820,12,1,new,new,lea_/,
    );
  });
});

async function csv(id: string) {
  const { context, httpEvent } = await import("../support/request.ts");
  const query = { format: "csv" };
  return lists.rows(httpEvent({ route: "GET /imports/{id}/rows", id, query }), context);
}
