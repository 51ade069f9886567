import { afterAll, beforeAll, expect, test } from "vitest";
import { activity } from "../../domain/activity/activity.ts";
import { lead } from "../../domain/lead/lead.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { someLead } from "../support/world.ts";
import { type Installation, startInstallation } from "./installation.ts";
import { allOf, enquiry, hasFile, hear, lostDeal, planOf, tracesIn } from "./person.ts";

let it: Installation;
let line: Pipeline;
let her: Awaited<ReturnType<typeof lostDeal>>;

beforeAll(async () => {
  it = await startInstallation([]);
  line = new Pipeline(it.ops.world);
  her = await lostDeal(it, line);
});
afterAll(() => it.stop());

test("what is not published or not in the feed yet is not erased, nor by words that fit nothing", async () => {
  expect(line.dead).toEqual([]);
  expect(await it.run("erase", her.first, "--yes")).toMatchObject({
    code: 1,
    text: expect.stringContaining("its last events are not published yet"),
  });
  expect(await it.run("erase")).toMatchObject({ code: 2, text: expect.stringContaining("Say whom") });
  expect(await it.run("erase", "lea_nobody")).toMatchObject({ code: 2 });
  expect(await it.run("erase", her.opportunity)).toMatchObject({
    code: 2,
    text: expect.stringContaining("stays for as long as the law asks"),
  });
  await hear(it);
});

test("whose id is unknown is said, and nothing is erased", async () => {
  const { code, text } = await it.run("erase", her.first, "lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB", "--yes");
  expect(code).toBe(1);
  expect(text).toContain("lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB (lead, unknown)");
  expect(await hasFile(it, "forms/1")).toBe(true);
});

test("from one id on the tool names all that speaks of the same person, and what stays", async () => {
  const ids = await allOf(it, her.lead);
  const { first, second, lead: id, account, contact, said, gone } = her;
  for (const each of [first, second, id, account, contact, said, gone]) expect(ids).toContain(each);
  expect((await planOf(it, ids)).stays.map((each) => each.id)).toEqual([her.opportunity]);
});

test("what was sent for a lead goes with it or before it", async () => {
  const { text, code } = await it.run("erase", her.lead, "--yes");
  expect(code).toBe(1);
  expect(text).toContain(`${her.first} became it or was added to it: name that as well`);
  expect(text).toContain(`${her.second} became it or was added to it: name that as well`);
});

test("an account is not erased while a contact is of it", async () => {
  const { text } = await it.run("erase", her.account ?? "", "--yes");
  expect(text).toContain(`the contact ${her.contact} is of it`);
});

test("without --yes nothing goes, and no content is shown", async () => {
  const before = await tracesIn(it);
  expect(before.length).toBeGreaterThan(20);
  const { code, text } = await it.run("erase", ...(await allOf(it, her.lead)));
  expect(code).toBe(0);
  expect(text).toContain("Nothing was erased: with --yes");
  expect(text).toContain("file: mail/raw/1\n");
  expect(text).not.toMatch(/quxley|zenobia|5550177/i);
  expect(await tracesIn(it)).toEqual(before);
});

test("of a person that was erased no item of the table tells any more, and no file", async () => {
  const ids = await allOf(it, her.lead);
  const { code, text } = await it.run("erase", ...ids, "--yes");
  expect({ code, text: text.split("\n").toSorted() }).toEqual({
    code: 0,
    text: ids.map((id) => `erased: ${id}`).toSorted(),
  });
  expect(await tracesIn(it)).toEqual([]);
  expect(await Promise.all(["forms/1", "mail/raw/1", "mail/raw/10"].map((key) => hasFile(it, key)))).toEqual([
    false,
    false,
    true,
  ]);
  expect(await it.ops.world.journal.lookup(activity.name, her.opportunity)).toEqual([]);
});

test("an audit finds nothing wrong afterwards", async () => {
  const { code, text } = await it.run("audit", "--settled", "0");
  expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining("all holds") });
});

test("the feed leaves out what was erased, and goes on", async () => {
  const feed = openFeed(it.engine.client, it.ops.place.table, it.ops.world.journal);
  const end = await feed.end();
  await someLead(it.ops.world);
  await hear(it);
  expect(await feed.end()).toBe(end + 1);
  const texts = await feed.events(await feed.places(0, end + 1));
  expect(texts.filter((text) => text === undefined).length).toBeGreaterThan(5);
  expect(texts.at(-1)).toContain("lead.captured");
  expect(texts.join()).not.toMatch(/quxley/i);
});

test("once more says that nothing is left", async () => {
  const { code, text } = await it.run("erase", her.lead, "--yes", "--everywhere");
  expect({ code, text }).toEqual({
    code: 0,
    text: `nothing is left of ${her.lead}\n0 copies and claims of records that are not there erased`,
  });
});

test("who was erased and writes again is a new lead", async () => {
  const { id } = await line.send("web", { ...enquiry, contentHash: "h1" });
  await line.settle();
  expect(line.dead).toEqual([]);
  expect(await line.read(lead, leadOf(id))).toMatchObject({
    status: "new",
    lastName: "Quxley",
    submission: id,
  });
  expect(await line.read(lead, leadOf(id))).not.toHaveProperty("account");
});
