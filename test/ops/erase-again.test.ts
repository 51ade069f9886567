import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { addActivity, changeActivity } from "../../domain/activity/actions.ts";
import { lead } from "../../domain/lead/lead.ts";
import { disqualifyLead, reopenLead } from "../../domain/lead/actions.ts";
import { claimItem } from "../../functions/runtime/items.ts";
import { claimKey, recordKey } from "../../functions/runtime/keys.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { ask, done } from "../support/world.ts";
import { type Installation, startInstallation } from "./installation.ts";
import { allItems, enquiry, hasFile, hear, putFile, tracesIn } from "./person.ts";

let it: Installation;
let line: Pipeline;

beforeAll(async () => {
  it = await startInstallation([]);
  line = new Pipeline(it.ops.world);
});
afterAll(() => it.stop());
afterEach(() => {
  it.ops.tables.middlewareStack.remove("seam");
});

const WRITES = /^(?:TransactWriteItems|BatchWriteItem|DeleteItem|UpdateItem)Command$/;

/** Does something before each write to the table; what it throws is what becomes of the write. */
function beforeWrites(work: (command: string, nth: number) => Promise<void>): void {
  let nth = 0;
  it.ops.tables.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        if (WRITES.test(commandName)) {
          nth += 1;
          await work(commandName, nth);
        }
        return next(args);
      },
    { step: "initialize", name: "seam" },
  );
}

const stop = () => it.ops.tables.middlewareStack.remove("seam");

const FILE = { key: "forms/2", name: "cv.pdf", contentType: "text/plain", bytes: 3 };

/** Somebody who wrote once, with a file, and was given up; heard of by all. */
async function somebody(): Promise<{
  readonly sent: string;
  readonly id: string;
  readonly ids: readonly string[];
}> {
  await putFile(it, FILE.key);
  const { id: sent } = await line.send("web", { ...enquiry, contentHash: "h", files: [FILE] });
  await line.settle();
  const id = leadOf(sent);
  await done(ask(disqualifyLead, { reason: "lost" }, { id }), line.world);
  await hear(it);
  return { sent, id, ids: [sent, id] };
}

const erase = (ids: readonly string[]) => it.run("erase", ...ids, "--yes");

/** Is killed at the nth write, or has ended before; says what is left, and what is found that is not there. */
async function killedAt(nth: number, { id, ids }: Awaited<ReturnType<typeof somebody>>) {
  beforeWrites((_, at) => (at === nth ? Promise.reject(new Error("killed")) : Promise.resolve()));
  const died = await erase(ids).then(
    () => false,
    () => true,
  );
  stop();
  const { ghosts } = JSON.parse((await it.run("erase", id, "--everywhere", "--json")).text);
  return { died, ghosts, isLeft: (await tracesIn(it)).length > 0 };
}

test(
  "whoever dies at any write of it asks again, and nothing is left; at no time is found what is not there",
  {
    timeout: 240_000,
  },
  async () => {
    let deaths = 0;
    for (let nth = 1; deaths === nth - 1; nth += 1) {
      const person = await somebody();
      const { died, ...left } = await killedAt(nth, person);
      expect(left).toEqual({ ghosts: 0, isLeft: died });
      deaths += died ? 1 : 0;
      expect(await erase(person.ids)).toMatchObject({ code: 0 });
      expect({ nth, traces: await tracesIn(it), file: await hasFile(it, FILE.key) }).toEqual({
        nth,
        traces: [],
        file: false,
      });
    }
    expect(deaths).toBeGreaterThan(5);
  },
);

test("what an erasure that died has left is told by the audit, and by the tool itself", async () => {
  const { sent, id, ids } = await somebody();
  beforeWrites((command) =>
    command === "BatchWriteItemCommand" ? Promise.reject(new Error("killed")) : Promise.resolve(),
  );
  await expect(erase([sent])).rejects.toThrow("killed");
  stop();
  expect(await it.run("audit", "--settled", "0")).toMatchObject({
    code: 1,
    text: expect.stringContaining(`I1 ${sent}`),
  });
  expect((await it.run("erase", sent)).text).toContain(`${sent} (submission, unfinished)`);
  expect((await it.run("erase", id)).text).toContain(`${sent}, which was sent for it, is erased in part`);
  expect(await erase([id, sent])).toMatchObject({ code: 0 });
  expect(await tracesIn(it)).toEqual([]);
  expect(await it.run("audit", "--settled", "0")).toMatchObject({ code: 0 });
  expect(ids).toEqual([sent, id]);
});

test("two at once are as one", async () => {
  const { ids } = await somebody();
  const both = await Promise.all([erase(ids), erase(ids)]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await tracesIn(it)).toEqual([]);
});

test("what changes in between is read again, and goes as it is then", async () => {
  const { sent, id, ids } = await somebody();
  const note = { regarding: { stage: "lead", id }, kind: "note", text: "Zenobia is away" };
  const { id: said } = (await done(ask(addActivity, note), line.world)).record;
  await hear(it);
  let commits = 0;
  let changed = false;
  beforeWrites(async (command) => {
    if (command !== "TransactWriteItemsCommand") return;
    commits += 1;
    if (changed) return;
    changed = true;
    await done(ask(changeActivity, { text: "Quxley is back" }, { id: said }), line.world);
    await hear(it);
  });
  expect(await erase([said])).toEqual({ code: 0, text: `erased: ${said}` });
  stop();
  // The change, the commit that it came before, and the one after.
  expect(commits).toBe(3);
  expect(await it.ops.world.journal.lookup("activity", id)).toEqual([]);
  expect(await erase(ids)).toMatchObject({ code: 0 });
  expect(await tracesIn(it)).toEqual([]);
  expect(sent).toBe(ids[0]);
});

test("a mailbox that somebody else has taken in between stays theirs", async () => {
  const { ids, id } = await somebody();
  const taken = { holder: "lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB", at: "2026-10-01T08:00:00.000Z", note: undefined };
  const Item = claimItem(lead.name, "phone:+49305550177", taken);
  let commits = 0;
  beforeWrites(async (command) => {
    if (command !== "TransactWriteItemsCommand") return;
    commits += 1;
    if (commits === 2)
      await it.engine.client.send(new PutItemCommand({ TableName: it.ops.place.table, Item }));
  });
  expect(await erase(ids)).toMatchObject({ code: 0 });
  stop();
  expect(await tracesIn(it)).toEqual([`${claimKey(lead.name, "phone:+49305550177").pk} CLAIM`]);
  expect((await it.run("erase", id, taken.holder, "--everywhere", "--yes")).code).toBe(0);
  expect(await tracesIn(it)).toEqual([]);
});

test("a claim that a verdict on its way takes for a lead that is just erased goes as well", async () => {
  const { id, ids } = await somebody();
  const held = { holder: id, at: "2026-11-27T08:00:00.000Z", note: { lastName: "Quxley" } };
  const Item = claimItem(lead.name, "phone:+49305550177", held);
  beforeWrites(async (command) => {
    if (command !== "BatchWriteItemCommand") return;
    await it.engine.client.send(new PutItemCommand({ TableName: it.ops.place.table, Item }));
  });
  expect(await erase(ids)).toMatchObject({ code: 0 });
  stop();
  expect(await tracesIn(it)).toEqual([]);
});

test("what is taken up again in between stays, and it is said why", async () => {
  const { sent, id, ids } = await somebody();
  let changed = false;
  beforeWrites(async (command, nth) => {
    if (command !== "TransactWriteItemsCommand" || changed || nth === 1) return;
    changed = true;
    await done(ask(reopenLead, {}, { id }), line.world);
    await hear(it);
  });
  const { code, text } = await erase(ids);
  stop();
  expect({ code, text }).toEqual({
    code: 1,
    text: `erased: ${sent}\nnot erased: ${id}: somebody works on it: disqualify it first`,
  });
  expect(await line.read(lead, id)).toMatchObject({ status: "new", lastName: "Quxley" });
  await done(ask(disqualifyLead, { reason: "lost" }, { id }), line.world);
  await hear(it);
  expect(await erase([id])).toMatchObject({ code: 0 });
  expect(await tracesIn(it)).toEqual([]);
});

test("of a lead that stays, what its submission said of the person is taken off its claims", async () => {
  const { sent, id } = await somebody();
  expect(await erase([sent])).toMatchObject({ code: 0 });
  const claims = (await allItems(it)).filter((item) => item["holder"]?.S === id);
  expect(new Map(claims.map((item) => [item["pk"]?.S, item["note"]]))).toEqual(
    new Map([
      ["claim#lead#email:zenobia.quxley@quarx.example", undefined],
      ["claim#lead#phone:+49305550177", undefined],
    ]),
  );
  expect((await it.run("erase", id)).text).not.toContain("not yet");
  expect(await erase([id])).toMatchObject({ code: 0 });
  expect(await tracesIn(it)).toEqual([]);
});

test("a claim that a verdict took once more for somebody who was erased is found in the whole table", async () => {
  const { id, ids } = await somebody();
  expect(await erase(ids)).toMatchObject({ code: 0 });
  const key = "email:zenobia.quxley@quarx.example";
  const held = { holder: id, at: "2026-11-27T08:00:00.000Z", note: { lastName: "Quxley" } };
  const Item = claimItem(lead.name, key, held);
  await it.engine.client.send(new PutItemCommand({ TableName: it.ops.place.table, Item }));
  expect((await it.run("erase", id, "--everywhere")).text).toContain("1 copies and claims of records that");
  expect(await tracesIn(it)).toEqual([`${claimKey(lead.name, key).pk} CLAIM`]);
  expect((await it.run("erase", id, "--everywhere", "--yes")).text).toContain("1 copies and claims");
  expect(await tracesIn(it)).toEqual([]);
  expect(await it.ops.world.journal.load([recordKey(lead.name, id)])).toEqual([undefined]);
});
