import { afterAll, beforeAll, expect, test } from "vitest";
import { childId } from "../../domain/kernel/id.ts";
import { issueInvoice } from "../../domain/invoice/issue.ts";
import { newId, type World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { orderBill } from "../support/samples.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

async function tableOf(name: string, now?: () => Date): Promise<World> {
  await createTable(engine.client, name);
  return worldOf(engine.client, name, now);
}

/** The number of the invoice of an order's first bill. */
async function issue(world: World, order: string): Promise<unknown> {
  const input = { ...orderBill, order };
  const asked = ask(issueInvoice, input, { id: childId("inv", order, 1) });
  return (await done(asked, world)).record["number"];
}

const numbers = (year: number, count: number) =>
  Array.from({ length: count }, (_, n) => `INV-${year}-${String(n + 1).padStart(6, "0")}`);

test("two hundred invoices issued at the same time get consecutive numbers, none missing and none twice", async () => {
  const world = await tableOf("many", () => new Date("2026-11-23T12:00:00Z"));
  const given = await Promise.all(Array.from({ length: 200 }, () => issue(world, newId("ord"))));
  expect(given.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual(numbers(2026, 200));
});

test("an invoice that is refused or repeated takes no number", async () => {
  const world = await tableOf("gaps", () => new Date("2026-11-23T12:00:00Z"));
  const order = newId("ord");
  await issue(world, order);
  const again = await perform(
    ask(issueInvoice, { nonsense: true }, { id: childId("inv", newId("ord"), 1) }),
    world,
  );
  await expect(issue(world, order)).rejects.toThrow("exists already");
  expect(again).toMatchObject({ ok: false, code: "invalid_input" });
  expect(await issue(world, newId("ord"))).toBe("INV-2026-000002");
});

test("a new year begins a new series, by the day of the organisation's time zone", async () => {
  let now = new Date("2026-12-31T16:59:00Z");
  const world = await tableOf("year", () => now);
  const hanoi: World = { ...world, settings: { ...world.settings, timeZone: "Asia/Ho_Chi_Minh" } };
  expect(await issue(hanoi, newId("ord"))).toBe("INV-2026-000001");
  now = new Date("2026-12-31T17:00:00Z");
  expect(await issue(hanoi, newId("ord"))).toBe("INV-2027-000001");
  expect(await issue(hanoi, newId("ord"))).toBe("INV-2027-000002");
});
