import { describe, expect, test } from "vitest";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { leadImport } from "../../domain/import/import.ts";
import { readRow } from "../../domain/import/row.ts";
import { releaseSubmission } from "../../domain/submission/release.ts";
import { submission } from "../../domain/submission/submission.ts";
import { given } from "../support/given.ts";
import { codes, enter, LEAD, past, rules, someone } from "../support/submissions.ts";

const tea = { company: "Tea House" };
const row = { source: "import", import: "imp_0000000001", row: 3, fields: tea, contentHash: "abc" };
const KEY = "content:import:abc";
const claims = { [`lead#${KEY}`]: LEAD };
const duplicates = (rule: "merge" | "link" | "hold") =>
  rules({ duplicates: { ...shippedPolicy.duplicates, import: rule } });

describe("a row without address and number that was in another list", () => {
  test("is claimed by the lead that is made of it, so that it is known from then on", () => {
    expect(enter(row).claims).toMatchObject({ holder: "lea_0000000001", keys: [KEY] });
  });

  test("is the same again: no lead is made of it, and nothing else follows", () => {
    const { record } = enter(row, { claims, others: [someone(tea)] });
    expect(record).toMatchObject({ status: "merged", into: { id: LEAD } });
    expect(codes(record)).toEqual(["repeat"]);
  });

  test("is a lead where the one that was to be made of it never was", () => {
    const old = { [`lead#${KEY}`]: { holder: LEAD, at: "2026-11-23T08:00:00.000Z" } };
    const { record } = enter(row, { claims: old });
    expect(record).toMatchObject({ status: "accepted", reasons: [{ code: "new" }] });
  });

  test("waits for a person where people who are known do, and released it is a lead", () => {
    const others = [someone(tea), duplicates("hold")];
    expect(codes(enter(row, { claims, others }).record)).toEqual(["maybe-same"]);
    const held = [
      past("submission.received", row),
      past("submission.held", { reasons: [{ code: "maybe-same" }] }),
    ];
    const { record } = given(submission, ...held).when(releaseSubmission, {}, { claims, others });
    expect(record).toMatchObject({ status: "accepted" });
    expect(codes(record)).toEqual(["released", "maybe-same"]);
  });

  test("is a lead that says so where people who are known get another one", () => {
    const { record } = enter(row, { claims, others: [someone(tea), duplicates("link")] });
    expect(record).toMatchObject({ status: "accepted", reasons: [{ code: "maybe-same", detail: LEAD }] });
  });

  test("is a new lead that names the earlier one where that is closed, and holds the row from now on", () => {
    const closed = someone(tea, past("lead.disqualified", { reason: "lost" }));
    const { record, claims: taken } = enter(row, { claims, others: [closed] });
    expect(record).toMatchObject({
      status: "accepted",
      reasons: [{ code: "earlier-lead-closed", detail: LEAD }],
    });
    expect(taken?.keys).toEqual([KEY]);
  });

  test("is judged by who it is where it has an address: no more is asked then", () => {
    const known = { ...row, fields: { ...tea, email: "ann@tea.example" } };
    const { record, claims: taken } = enter(known, { claims, others: [someone(tea)] });
    expect(record).toMatchObject({ status: "accepted" });
    expect(taken?.keys).toEqual(["email:ann@tea.example"]);
  });
});

test("two equal rows of one list are two: who sent it may know them apart", () => {
  const own = { [`lead#${KEY}`]: "lea_0000000001-2" };
  const { record, claims: taken } = enter(row, { claims: own });
  expect(record).toMatchObject({ status: "accepted", reasons: [{ code: "new" }] });
  expect(taken?.keys).toEqual([]);
});

describe("what a row says", () => {
  const columns = (fields: readonly string[]) =>
    fields.map((field) => ({ name: field, field, confidence: 99, why: "header" as const }));
  const hashOf = (fields: readonly string[], cells: readonly string[], id = "imp_0000000001") => {
    const list = { status: "cancelled", fileName: id, key: id, campaign: id, columns: columns(fields) };
    return readRow({ ...leadImport.record.parse(list), id }, 1, cells).intake["contentHash"];
  };

  test("is the same in another list, however it is spaced and wherever its columns stand", () => {
    const one = hashOf(["company", "city", "answer"], ["Tea House", "Hà Nội", "7"]);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(["city", "company", "answer"], ["hà  nội", "TEA HOUSE ", "7"], "imp_0000000002")).toBe(one);
    expect(hashOf(["company", "city", "answer"], ["Tea House", "Hà Nội", "8"])).not.toBe(one);
    expect(hashOf(["company", "city", "ignore"], ["Tea House", "Hà Nội", "7"])).not.toBe(one);
  });
});
