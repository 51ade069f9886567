import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, eventsOf, someLead, someOpportunity, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  world = worldOf(engine.client, "journal");
});
afterEach(() => engine.client.middlewareStack.remove("fault"));
afterAll(() => engine.stop());

const input = { topic: "Chai", lastName: "Anders" };

/** Breaks the next calls of one operation, before or after the engine has done it. */
function breakCalls(
  operation: string,
  faults: readonly { when: "before" | "after"; error: Error }[],
): () => number {
  const open = [...faults];
  engine.client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== operation) return next(args);
      const fault = open.shift();
      if (fault?.when === "before") throw fault.error;
      const result = await next(args);
      if (fault !== undefined) throw fault.error;
      return result;
    },
    { step: "initialize", name: "fault" },
  );
  return () => faults.length - open.length;
}

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe("when the process dies or the network breaks", () => {
  test("after the commit, asking again with the same key gives the answer and has no second effect", async () => {
    breakCalls("TransactWriteItemsCommand", [{ when: "after", error: new Error("socket hang up") }]);
    await expect(perform(ask(captureLead, input, { commandId: "lost" }), world)).rejects.toThrow(
      "socket hang up",
    );
    const again = await done(ask(captureLead, input, { commandId: "lost" }), world);
    expect(again).toMatchObject({ replayed: true, record: { version: 1 } });
    expect(await eventsOf(world, again.record)).toHaveLength(1);
  });

  test("before the commit, nothing is written and asking again does it", async () => {
    const lead = await someLead(world);
    breakCalls("TransactWriteItemsCommand", [{ when: "before", error: new Error("killed") }]);
    const asked = ask(markContacted, {}, { id: lead.id });
    await expect(perform(asked, world)).rejects.toThrow("killed");
    expect(await eventsOf(world, lead)).toHaveLength(1);
    expect(await done(asked, world)).toMatchObject({ replayed: false, record: { status: "contacted" } });
  });

  test("while reading, nothing is written", async () => {
    const lead = await someLead(world);
    breakCalls("BatchGetItemCommand", [{ when: "before", error: new Error("killed") }]);
    await expect(perform(ask(markContacted, {}, { id: lead.id }), world)).rejects.toThrow("killed");
    expect(await eventsOf(world, lead)).toHaveLength(1);
  });
});

describe("when the table is busy", () => {
  test("a transaction conflict is tried again", async () => {
    const busy = { when: "before", error: cancelled("TransactionConflict", "None", "None") } as const;
    const broken = breakCalls("TransactWriteItemsCommand", [busy, busy, busy]);
    expect(await done(ask(captureLead, input), world)).toMatchObject({ record: { version: 1 } });
    expect(broken()).toBe(3);
  });

  test("for too long, the caller is told to come back, and nothing is written", async () => {
    const lead = await someLead(world);
    const busy = { when: "before", error: cancelled("ThrottlingError", "None", "None") } as const;
    breakCalls(
      "TransactWriteItemsCommand",
      Array.from({ length: 50 }, () => busy),
    );
    const refused = await perform(ask(markContacted, {}, { id: lead.id }), { ...world, random: () => 0 });
    engine.client.middlewareStack.remove("fault");
    expect(refused).toMatchObject({ ok: false, code: "too_many" });
    expect(await eventsOf(world, lead)).toHaveLength(1);
  });

  test("an error that no try can heal is a fault", async () => {
    breakCalls("TransactWriteItemsCommand", [
      { when: "before", error: cancelled("ValidationError", "None") },
    ]);
    await expect(perform(ask(captureLead, input), world)).rejects.toThrow("cancelled");
  });
});

describe("a change that the table or the bus would not take", () => {
  test("is refused before anything is written, with the figures", async () => {
    const opportunity = await someOpportunity(world);
    const line = { description: "ế".repeat(300), quantity: "1", unitPrice: "1" };
    const lines = Array.from({ length: 100 }, () => line);
    const refused = await perform(ask(setOpportunityLines, { lines }, { id: opportunity.id }), world);
    expect(refused).toMatchObject({ ok: false, code: "too_large" });
    expect(await eventsOf(world, opportunity)).toHaveLength(opportunity.version);
  });
});

describe("the clock", () => {
  test("of a slower machine never dates a change before the one before it", async () => {
    const lead = await someLead(world);
    const slow = worldOf(engine.client, "journal", () => new Date(Date.now() - 3_600_000));
    const { record } = await done(ask(markContacted, {}, { id: lead.id }), slow);
    expect(record.updatedAt > lead.updatedAt).toBe(true);
  });

  test("never dates a decision before a record that it looked at", async () => {
    const opportunity = await someOpportunity(world);
    const slow = worldOf(engine.client, "journal", () => new Date(Date.now() - 3_600_000));
    const { record } = await done(ask(draftQuote, { opportunity: opportunity.id }), slow);
    expect(record.createdAt > opportunity.updatedAt).toBe(true);
  });
});

describe("a read that is no snapshot", () => {
  /** Answers the first look at a receipt as if it had been read before the commit. */
  function tornOnce(): World {
    let torn = false;
    const load: typeof world.journal.load = async (keys) => {
      const items = await world.journal.load(keys);
      if (torn) return items;
      torn = true;
      return [undefined, ...items.slice(1)];
    };
    return { ...world, journal: { ...world.journal, load } };
  }

  test("still gives a repeat its first answer", async () => {
    const lead = await someLead(world);
    const asked = ask(markContacted, {}, { id: lead.id, ifVersion: 1 });
    const first = await done(asked, world);
    expect(await done(asked, tornOnce())).toEqual({ ...first, replayed: true });
  });
});

describe("a deployment that maps an event to more than before", () => {
  test("leaves what was done for the event as it is", async () => {
    const lead = await someLead(world);
    const cause = { id: lead.id, commandId: "reaction@lea_1#1", causedBy: "lea_1#1" };
    const first = await done(ask(markContacted, {}, cause), world);
    const later = await done(ask(markContacted, { note: "new in the mapping" }, cause), world);
    expect(later).toEqual({ ...first, replayed: true });
  });
});
