import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { captureLead, disqualifyLead, markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { acceptQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { RECEIPT_DAYS } from "../../functions/runtime/change.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, eventsOf, sentQuote, someLead, someOpportunity, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  world = worldOf(engine.client, "journal");
});
afterAll(() => engine.stop());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What an id needs of chance: 16 characters, each a byte of its own. */
const BYTES_PER_ID = 16;

/** The clock stands still, and so many ids in a row are the same. */
const repeatIds = (times: number) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const random = crypto.getRandomValues.bind(crypto);
  let asked = 0;
  vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
    random(bytes);
    if (bytes instanceof Uint8Array && bytes.length === 1 && asked < times * BYTES_PER_ID) {
      asked += 1;
      bytes.fill(0);
    }
    return bytes;
  });
};

const input = { topic: "Chai", lastName: "Anders" };

describe("a command", () => {
  test("commits the record with its events, numbered from one on", async () => {
    const lead = await someLead(world);
    const contacted = await done(ask(markContacted, {}, { id: lead.id }), world);
    const events = await eventsOf(world, lead);
    expect(contacted.record).toMatchObject({ status: "contacted", version: 2, deal: lead.deal });
    expect(events.map(({ id, type, seq }) => ({ id, type, seq }))).toEqual([
      { id: `${lead.id}#1`, type: "lead.captured", seq: 1 },
      { id: `${lead.id}#2`, type: "lead.contacted", seq: 2 },
    ]);
  });

  test("makes a record of its own, also when the id that was made for it is taken", async () => {
    repeatIds(3);
    const first = await done(ask(captureLead, input), world);
    const second = await done(ask(captureLead, { ...input, topic: "Tea" }), world);
    expect(first.record.id).toMatch(/0{16}$/);
    expect(second.record.id).not.toBe(first.record.id);
    expect([first, second].map(({ record }) => record)).toMatchObject([{ topic: "Chai" }, { topic: "Tea" }]);
  });

  test("that is repeated gives its first answer, also after the record has moved on", async () => {
    const first = await done(ask(captureLead, input, { commandId: "once" }), world);
    await done(ask(changeLead, { need: "more", note: "x" }, { id: first.record.id }), world);
    await done(ask(disqualifyLead, { reason: "lost" }, { id: first.record.id }), world);
    const again = await done(
      ask(captureLead, { lastName: "Anders", topic: "Chai" }, { commandId: "once" }),
      world,
    );
    expect(again).toEqual({ ...first, replayed: true });
    expect(JSON.stringify(again.record)).toBe(JSON.stringify(first.record));
  });

  test("that is repeated while the first still runs has one effect", async () => {
    const both = await Promise.all(
      [1, 2, 3].map(() => done(ask(captureLead, input, { commandId: "race" }), world)),
    );
    expect(new Set(both.map(({ record }) => record.id)).size).toBe(1);
    expect(both.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  test("with the same key and another input, record or action is a conflict", async () => {
    const lead = await done(ask(captureLead, input, { commandId: "key" }), world);
    const other = await perform(ask(captureLead, { ...input, topic: "Chang" }, { commandId: "key" }), world);
    const action = await perform(ask(markContacted, {}, { commandId: "key", id: lead.record.id }), world);
    expect(other).toMatchObject({ ok: false, code: "conflict" });
    expect(action).toMatchObject({ ok: false, code: "conflict" });
  });

  test("that changes nothing leaves a receipt and no event", async () => {
    const lead = await someLead(world);
    const same = await done(ask(changeLead, { topic: "Chai" }, { id: lead.id, commandId: "nothing" }), world);
    await done(ask(changeLead, { topic: "Chang" }, { id: lead.id }), world);
    const again = await done(
      ask(changeLead, { topic: "Chai" }, { id: lead.id, commandId: "nothing" }),
      world,
    );
    expect(same.record.version).toBe(1);
    expect(again).toMatchObject({ replayed: true, record: { version: 1, topic: "Chai" } });
  });

  test("is no longer known when its receipt has ended, even while the table still has it", async () => {
    const first = await done(ask(captureLead, input, { commandId: "old" }), world);
    const later = new Date(Date.now() + (RECEIPT_DAYS + 1) * 86_400_000);
    const second = await done(
      ask(captureLead, input, { commandId: "old" }),
      worldOf(engine.client, "journal", () => later),
    );
    expect(second).toMatchObject({ replayed: false });
    expect(second.record.id).not.toBe(first.record.id);
  });

  test("on a version that is no longer the last is stale", async () => {
    const lead = await someLead(world);
    await done(ask(markContacted, {}, { id: lead.id, ifVersion: 1 }), world);
    const refused = await perform(ask(changeLead, { need: "x" }, { id: lead.id, ifVersion: 1 }), world);
    expect(refused).toMatchObject({ ok: false, code: "stale", details: { version: 2, ifMatch: 1 } });
  });

  test("on a record that is not there is not found", async () => {
    const refused = await perform(ask(markContacted, {}, { id: "lea_00000000000000000000000000" }), world);
    expect(refused).toMatchObject({ ok: false, code: "not_found" });
  });
});

describe("races", () => {
  test("of twenty acceptances of one quote make one order, and the others are told that it is accepted", async () => {
    const quote = await sentQuote(world);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        perform(ask(acceptQuote, { hash: quote["hash"] }, { id: quote.id }), world),
      ),
    );
    const accepted = outcomes.filter((outcome) => outcome.ok);
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]));
    expect(accepted).toHaveLength(1);
    expect(new Set(refused.map(({ code, details }) => `${code} ${String(details?.["status"])}`))).toEqual(
      new Set(["wrong_state accepted"]),
    );
    expect((await eventsOf(world, quote)).filter(({ type }) => type === "quote.accepted")).toHaveLength(1);
  });

  test("of many changes of one record all get their turn", async () => {
    const lead = await someLead(world);
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        done(ask(changeLead, { note: `note ${n}` }, { id: lead.id }), world),
      ),
    );
    expect((await eventsOf(world, lead)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("between drafting a quote and losing its opportunity never end in a quote of a lost opportunity", async () => {
    const opportunity = await someOpportunity(world);
    let lost = false;
    engine.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName === "TransactWriteItemsCommand" && !lost) {
          lost = true;
          await done(ask(loseOpportunity, { reason: "price" }, { id: opportunity.id }), world);
        }
        return next(args);
      },
      { step: "initialize", name: "lose-in-between" },
    );
    const refused = await perform(ask(draftQuote, { opportunity: opportunity.id }), world);
    engine.client.middlewareStack.remove("lose-in-between");
    expect(lost).toBe(true);
    expect(refused).toMatchObject({ ok: false, code: "wrong_state", details: { status: "lost" } });
  });
});
