import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { leadImport } from "../../domain/import/import.ts";
import { recordItem } from "../../functions/runtime/items.ts";
import { other } from "../support/given.ts";
import { addActivity } from "../../domain/activity/actions.ts";
import { addContact } from "../../domain/contact/actions.ts";
import { openAccount } from "../../domain/account/actions.ts";
import { changeContact } from "../../domain/contact/actions.ts";
import { disqualifyLead } from "../../domain/lead/actions.ts";
import { lead } from "../../domain/lead/lead.ts";
import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { submission } from "../../domain/submission/submission.ts";
import { enterMail } from "../../functions/runtime/capture/mail/enter.ts";
import { submissionIdOf } from "../../functions/runtime/capture/submission-id.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { page } from "../support/pages.ts";
import { ask, done } from "../support/world.ts";
import { worksOn } from "./function.ts";
import { type Installation, startInstallation } from "./installation.ts";
import { enquiry, hear, planOf, putFile, zenobia } from "./person.ts";

let it: Installation;
let line: Pipeline;

beforeAll(async () => {
  it = await startInstallation(["place-order"]);
  line = new Pipeline(it.ops.world);
  worksOn(it, "place-order");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await it.stop();
});

let people = 0;

/** Somebody who writes for the first time. */
async function sent() {
  people += 1;
  const fields = { lastName: `Lee${people}`, email: `lee${people}@lee${people}.example` };
  const { id } = await line.send("web", { ...enquiry, fields });
  return { id, lead: leadOf(id) };
}
const act = async (...of: Parameters<typeof ask>) => (await done(ask(...of), line.world)).record.id;
const whyNot = async (id: string, ...all: string[]) => {
  await hear(it);
  const { records } = await planOf(it, [id, ...all]);
  return records.find((each) => each.id === id)?.obstacles ?? [];
};

test("a lead that somebody works on is given up first", async () => {
  const { id, lead: of } = await sent();
  await line.settle();
  expect(await whyNot(of, id)).toEqual(["somebody works on it: disqualify it first"]);
  await act(disqualifyLead, { reason: "lost" }, { id: of });
  await line.settle();
  expect(await whyNot(of, id)).toEqual([]);
});

test("what nobody has decided on stays, and what is not a lead yet though it was accepted", async () => {
  const { id } = await sent();
  expect(await whyNot(id)).toEqual([
    "nobody has decided on it yet: wait for its verdict, or discard it first",
    expect.stringContaining("decide-submission has not followed"),
  ]);
  await line.decide(id);
  expect(await whyNot(id)).toEqual([expect.stringContaining(`capture-lead has not followed ${id}#2 yet`)]);
  // It holds its mailbox while it is on its way.
  expect((await it.run("erase", leadOf(id), "--everywhere", "--yes")).text).toContain("0 copies and claims");
  await line.settle();
  expect(await whyNot(id)).toEqual([]);
});

test("a row stays while its list is being taken in", async () => {
  const list = "imp_01KAQ6Z3V9T4M0T3R5D9WXYZAB";
  const isAt = async (status: string) => {
    const { stored } = other(leadImport, list, status);
    const Item = recordItem(leadImport.name, { ...stored, state: leadImport.read(stored.state) });
    await it.engine.client.send(new PutItemCommand({ TableName: it.ops.place.table, Item }));
  };
  await isAt("running");
  const { id } = await line.send("import", { import: list, row: 1, fields: { lastName: "Row" } });
  await line.settle();
  expect(await whyNot(id)).toEqual([
    expect.stringContaining(`the list ${list} with it is still being taken`),
  ]);
  await isAt("done");
  expect(await whyNot(id)).toEqual([]);
});

test("what comes for a lead is waited for", async () => {
  const { id, lead: of } = await sent();
  await line.settle();
  const fields = { lastName: `Lee${people}`, email: `lee${people}@lee${people}.example`, jobTitle: "Buyer" };
  const again = await line.send("card", { fields, text: "We have met" });
  await act(disqualifyLead, { reason: "lost" }, { id: of });
  expect(await whyNot(of, id, again.id)).toEqual([
    expect.stringContaining("enrich-lead has not followed"),
    expect.stringContaining("add-activity has not followed"),
  ]);
  await line.settle();
  expect(await whyNot(of, id, again.id)).toEqual([]);
});

test("the people of a deal stay while it goes on, in whatever deal it is", async () => {
  const { id, lead: of } = await sent();
  await line.settle();
  const { next = {} } = await done(ask(qualifyLead, { account: "none" }, { id: of }), line.world);
  await line.settle();
  const [contact = "", opportunity = ""] = [next["contact"], next["opportunity"]];
  const open = (deal: string) => `its deal goes on with ${deal}: close it as won or lost first`;
  expect(await whyNot(of, id)).toEqual([open(opportunity)]);
  expect(await whyNot(contact)).toEqual([open(opportunity)]);
  const other = await act(openOpportunity, { topic: "More tea", contact, process: "lean" });
  await act(loseOpportunity, { reason: "price" }, { id: opportunity });
  expect(await whyNot(of, id)).toEqual([]);
  expect(await whyNot(contact)).toEqual([open(other)]);
  expect(await it.run("erase", contact, "--yes")).toMatchObject({ code: 1 });
  await act(loseOpportunity, { reason: "price" }, { id: other });
  await hear(it);
  expect(await it.run("erase", contact, "--yes")).toEqual({ code: 0, text: `erased: ${contact}` });
});

test("who has said yes stays until the order is placed, however late that is", async () => {
  const { id, lead: of } = await sent();
  await line.settle();
  const { next = {} } = await done(ask(qualifyLead, { account: "none" }, { id: of }), line.world);
  await line.settle();
  const [contact = "", opportunity = ""] = [next["contact"], next["opportunity"]];
  const lines = [{ description: "Chai", quantity: "3", unitPrice: "14.00" }];
  await act(setOpportunityLines, { lines }, { id: opportunity });
  const quote = await act(draftQuote, { opportunity });
  await line.settle();
  const { record } = await done(ask(sendQuote, { validUntil: "2999-12-31" }, { id: quote }), line.world);
  await line.settle();
  await act(acceptQuote, { hash: record["hash"] }, { id: quote });
  line.waiting = line.waiting.filter(({ reaction: { name } }) => name !== "place-order");
  await line.settle();
  const late = expect.stringContaining("place-order has not followed");
  expect([await whyNot(contact), await whyNot(of, id)]).toEqual([[late], [late]]);
  const accepted = (await it.ops.world.journal.events("quote", quote, 99)).at(-1);
  if (accepted === undefined) throw new Error("not accepted");
  await it.die("place-order", accepted);
  const words = ["--event", accepted.id, "--reason", "They have changed their mind"];
  expect(await it.run("discard", "--reaction", "place-order", ...words)).toMatchObject({ code: 0 });
  expect([await whyNot(contact), await whyNot(of, id)]).toEqual([[], []]);
});

test("an account that was erased is found by nobody, and no new lead is of it", async () => {
  const account = await act(openAccount, { name: "Lotus Teas", website: "https://lotus.example" });
  const contact = await act(addContact, { lastName: "Anders", email: "anders@tea.example", account });
  expect(await whyNot(account)).toEqual([
    `the contact ${contact} is of it: name that as well, or take it out first`,
  ]);
  const ofLotus = async (name: string) => {
    const { id } = await line.send("web", { fields: { lastName: name, email: `${name}@lotus.example` } });
    await line.settle();
    return line.read(lead, leadOf(id));
  };
  const first = await ofLotus("Berg");
  expect(first.account).toBe(account);
  await act(changeContact, { account: null }, { id: contact });
  expect(await whyNot(account)).toEqual([expect.stringContaining(`the lead ${first.id} is of it`)]);
  await act(disqualifyLead, { reason: "lost" }, { id: first.id });
  await hear(it);
  expect(await it.run("erase", account, "--yes")).toEqual({ code: 0, text: `erased: ${account}` });
  expect((await ofLotus("Chen")).account).toBeUndefined();
  expect(line.dead).toEqual([]);
});

test("an activity that was erased is listed no more", async () => {
  const contact = await act(addContact, { lastName: "Anders" });
  const opportunity = await act(openOpportunity, { topic: "Tea", contact, process: "lean" });
  const regarding = { stage: "opportunity", id: opportunity };
  const [kept, gone] = [
    await act(addActivity, { regarding, kind: "note", text: "Likes green tea" }),
    await act(addActivity, { regarding, kind: "note", text: "Her number is private" }),
  ];
  await hear(it);
  expect(await it.run("erase", gone, "--yes")).toEqual({ code: 0, text: `erased: ${gone}` });
  const { handler } = await import("../../functions/read/activities.ts");
  const { items } = await page(handler, { route: "GET /opportunities/{id}/activities", id: opportunity });
  expect(items.map(({ id }) => id)).toEqual([kept]);
});

test("what an event asked for is not asked again of what was erased since", async () => {
  const { id, lead: of } = await sent();
  await line.decide(id);
  const late = line.waiting.filter(({ reaction: { name } }) => name === "capture-lead");
  await line.settle();
  await act(disqualifyLead, { reason: "lost" }, { id: of });
  await line.settle();
  await hear(it);
  expect(await it.run("erase", id, of, "--yes")).toMatchObject({ code: 0 });
  line.waiting = [...late];
  await line.settle();
  expect(late).toHaveLength(1);
  expect(line.dead).toEqual([]);
  expect(await it.ops.world.journal.load([recordKey(lead.name, of)])).toEqual([undefined]);
});

test("a mail that is sent again by who was erased is a new submission, and the same one is none", async () => {
  const mail = { from: zenobia.email, messageId: "<7@quarx.example>", authentic: true };
  const first = submissionIdOf("message", "sales@acme.example", mail.messageId);
  const arrives = async (name: string) => {
    const key = `mail/raw/${name}`;
    await putFile(it, key);
    const raw = { key, name: "mail.eml", contentType: "message/rfc822", bytes: 3 };
    const intake = { source: "email" as const, fields: zenobia, mail, text: "Tea", contentHash: name };
    const of = { name, ids: [first] as const, raw, intake, hint: undefined, traceId: "1-test" };
    await enterMail(of, line.world);
    await line.settle();
  };
  await arrives("a");
  await act(disqualifyLead, { reason: "lost" }, { id: leadOf(first) });
  await line.settle();
  await hear(it);
  expect((await it.run("erase", first, leadOf(first), "--yes")).text).toContain(`erased: ${first}`);
  await arrives("a");
  const second = submissionIdOf("object", "mail/raw/b");
  const there = async () => {
    const items = await it.ops.world.journal.load(
      [first, second].map((id) => recordKey(submission.name, id)),
    );
    return items.map((item) => item !== undefined);
  };
  expect(await there()).toEqual([false, false]);
  await arrives("b");
  expect(await there()).toEqual([false, true]);
  expect(await line.read(lead, leadOf(second))).toMatchObject({ status: "new", lastName: "Quxley" });
});
