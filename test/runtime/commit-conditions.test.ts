import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { eventItem, toItem } from "../../functions/runtime/items.ts";
import { eventKey } from "../../functions/runtime/keys.ts";
import { perform } from "../../functions/runtime/perform.ts";
import type { Change } from "../../functions/runtime/transaction.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, eventsOf, someLead, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  world = worldOf(engine.client, "journal");
});
afterAll(() => engine.stop());

/** A change that was decided and waits to be committed. */
async function decided(lead: string): Promise<Change> {
  const changes: Change[] = [];
  const commit = async (change: Change) => {
    changes.push(change);
    return "committed" as const;
  };
  await done(ask(markContacted, {}, { id: lead }), { ...world, journal: { ...world.journal, commit } });
  const [change] = changes;
  if (change === undefined) throw new Error("nothing was decided");
  return change;
}

test("a record that has moved on is not written over, even where the event of its change is gone", async () => {
  const lead = await someLead(world);
  const late = await decided(lead.id);
  await done(ask(changeLead, { topic: "Pots" }, { id: lead.id }), world);
  const Key = toItem(eventKey("lead", lead.id, 2));
  await engine.client.send(new DeleteItemCommand({ TableName: "journal", Key }));
  expect(await world.journal.commit(late)).toBe("conflict");
});

test("an event that is there is not written over, even where its record does not know of it", async () => {
  const lead = await someLead(world);
  const { events } = await decided(lead.id);
  const [event] = events;
  if (event === undefined) throw new Error("nothing happened");
  const Item = eventItem({ ...event, traceId: "1-kept" });
  await engine.client.send(new PutItemCommand({ TableName: "journal", Item }));
  const refused = await perform(ask(markContacted, {}, { id: lead.id }), { ...world, random: () => 0 });
  expect(refused).toMatchObject({ ok: false });
  expect((await eventsOf(world, lead)).map(({ traceId }) => traceId)).toEqual(["1-test", "1-kept"]);
});
