import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { type Lists, resultsOf, sendList, startLists, stored, workThrough } from "./business.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

const companies = [
  "Company;City",
  "Foo GmbH;Berlin",
  "Bar AG;Ulm",
  "Foo GmbH;Berlin",
  ...Array.from({ length: 25 }, (_, n) => `Firm ${n} KG;Bonn`),
].join("\n");

/** A list that is checked and taken in so many hours from now. */
async function takeIn(text: string, hours: number) {
  const { id } = await sendList(lists, text, { headers: { "idempotency-key": `list-${hours}` } });
  const now = () => new Date(Date.now() + hours * 3_600_000);
  const world = { ...lists.business.world, now };
  await lists.call("POST /imports/{id}/check", { id });
  await workThrough(lists, id, { world });
  const checked = await resultsOf(lists, id);
  await lists.call("POST /imports/{id}/start", { id });
  await workThrough(lists, id, { world });
  // All that follows from it: the leads are there.
  await lists.business.act(changeCapture, shippedPolicy);
  return { id, checked, rows: await resultsOf(lists, id) };
}

describe("A list of companies without addresses or numbers", () => {
  test("that is sent again a day later makes no lead twice, and its check says so before", async () => {
    const first = await takeIn(companies, 0);
    expect(new Set(first.rows.map(({ verdict }) => verdict))).toEqual(new Set(["new"]));
    expect(new Set(first.rows.map(({ lead }) => lead)).size).toBe(28);
    const again = await takeIn(companies, 24);
    const equal = first.rows.map(({ lead, row }) => (row === 3 ? first.rows[0]?.lead : lead));
    for (const rows of [again.checked, again.rows]) {
      expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(["merged"]));
      expect(rows.map(({ lead }) => lead)).toEqual(equal);
      expect(rows[0]?.reasons).toMatchObject([{ code: "repeat" }]);
    }
    expect(await stored(lists, "import", again.id)).toMatchObject({
      run: { counts: { new: 0, merged: 28 } },
    });
  });

  test("has rows in it that were not in the other one: those are new", async () => {
    const { rows } = await takeIn(`${companies}\nFoo GmbH;Bremen`, 48);
    expect(rows.filter(({ verdict }) => verdict === "new").map(({ row }) => row)).toEqual([29]);
  });
});
