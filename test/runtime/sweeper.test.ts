import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { markContacted } from "../../domain/lead/actions.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { unpublishedPartition } from "../../functions/runtime/keys.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import { sweeper } from "../../functions/runtime/sweeper.ts";
import { busThat, type Fails, openDesk } from "../support/publishing.ts";
import { idsOf } from "../support/unpublished.ts";
import { ask, done, eventsOf, freeInvoice, someLead } from "../support/world.ts";

const desk = openDesk();

const marked = () => desk.marked();
const MINUTE = 60_000;
const inMinutes = (minutes: number) => () => new Date(Date.now() + minutes * MINUTE);

/** A sweeper of what is five minutes old, that many minutes from now. */
const sweepBy = (client: EventBridgeClient, minutes = 6) =>
  sweeper({
    client,
    bus: "bus",
    marks: desk.marks(),
    journal: desk.world.journal,
    feed: desk.feed(),
    afterSeconds: 300,
    now: inMinutes(minutes),
  });

async function swept(fails?: Fails) {
  const bus = await busThat(fails);
  return { ...bus, sweep: (minutes?: number) => sweepBy(bus.client, minutes)() };
}

describe("what the stream never brought", () => {
  test("goes out verbatim, the oldest first, and is then done with", async () => {
    const { sweep, calls } = await swept();
    const lead = await someLead(desk.world);
    const invoice = await freeInvoice(desk.world);
    await done(ask(markContacted, {}, { id: lead.id }), desk.world);
    const events = [...(await eventsOf(desk.world, lead)), ...(await eventsOf(desk.world, invoice))];
    expect(await sweep()).toMatchObject({ events: 5 });
    const [captured, , issued, paid, contacted] = calls.flat();
    expect([captured, contacted, issued, paid]).toEqual(events.map((event) => JSON.stringify(event)));
    expect(await marked()).toEqual([]);
    expect(await sweep()).toEqual({ oldestSeconds: 0, commits: 0, events: 0 });
  });

  test("waits for as long as the stream may still bring it", async () => {
    const { sweep, calls } = await swept();
    await someLead(desk.world);
    expect(await sweep(4)).toMatchObject({ oldestSeconds: expect.closeTo(240, -1), events: 0 });
    expect(calls).toEqual([]);
    expect(await sweep(6)).toMatchObject({ oldestSeconds: expect.closeTo(360, -1), events: 1 });
  });

  test("goes out however much of it there is", async () => {
    const { sweep, calls } = await swept();
    const leads = await Promise.all(Array.from({ length: 60 }, () => someLead(desk.world)));
    // One part of the marks with more than a page.
    const [lead] = leads;
    const commit = { stage: "lead", record: lead?.id ?? "", first: 1, last: 1 };
    for (let n = 0; n < 230; n += 1) {
      const at = new Date(Date.now() + n).toISOString();
      const key = { pk: unpublishedPartition(3), sk: `${at}#${commit.record}` };
      await desk.client.send(
        new PutItemCommand({ TableName: desk.table, Item: toItem({ ...key, ...commit, at }) }),
      );
    }
    expect(await sweep()).toMatchObject({ commits: 290, events: 290 });
    expect(new Set(idsOf(calls.flat()))).toEqual(new Set(leads.map(({ id }) => `${id}#1`)));
    expect(await marked()).toEqual([]);
  });

  test("goes out at once when a clock that was ahead has dated it years from now", async () => {
    const { sweep, calls } = await swept();
    const ahead = desk.worldAt(() => new Date("2099-01-01T00:00:00.000Z"));
    const lead = await someLead(ahead);
    expect(await sweep(0)).toEqual({ oldestSeconds: 0, commits: 1, events: 1 });
    expect(idsOf(calls.flat())).toEqual([`${lead.id}#1`]);
    expect(await marked()).toEqual([]);
  });
});

describe("when the bus fails", () => {
  test("nothing is lost: the next run publishes it", async () => {
    let down = true;
    const { sweep, calls } = await swept(() => down && "down");
    const leads = [await someLead(desk.world), await someLead(desk.world)];
    expect(await sweep()).toMatchObject({ events: 0 });
    expect(await marked()).toHaveLength(2);
    down = false;
    calls.splice(0);
    expect(await sweep()).toMatchObject({ events: 2 });
    expect(idsOf(calls.flat())).toEqual(leads.map(({ id }) => `${id}#1`));
  });

  test("for one entry, the others are done with and this one comes again", async () => {
    let slow = true;
    const { sweep, calls } = await swept((_, __, detail) => slow && detail.includes('"invoice.paid"'));
    const invoice = await freeInvoice(desk.world);
    const lead = await someLead(desk.world);
    expect(await sweep()).toMatchObject({ events: 3 });
    expect((await marked()).map(({ record }) => record)).toEqual([invoice.id]);
    slow = false;
    calls.splice(0);
    await sweep();
    expect(idsOf(calls.flat())).toEqual([`${invoice.id}#1`, `${invoice.id}#2`]);
    expect(calls.flat().join(" ")).not.toContain(lead.id);
    expect(await marked()).toEqual([]);
  });
});

describe("an event that can never go out", () => {
  test.each(["malformed", "invalid"] as const)(
    "is set aside as %s with its reason, and holds back nobody",
    async (why) => {
      const leads = [await someLead(desk.world), await someLead(desk.world), await someLead(desk.world)];
      const second = leads[1]?.id ?? "";
      const { sweep, calls } = await swept((_, __, detail) => detail.includes(second) && why);
      expect(await sweep()).toMatchObject({ commits: 3, events: 2 });
      expect(await marked()).toEqual([]);
      expect(await desk.setAside()).toMatchObject([
        {
          record: second,
          first: 1,
          last: 1,
          refused: [{ seq: 1, reason: expect.stringMatching(/malformed|size/) }],
        },
      ]);
      // Who reads the feed, or is told by webhooks, misses nothing.
      expect((await desk.feed().places(0, 10)).map(({ record }) => record)).toEqual([second]);
      calls.splice(0);
      await sweep();
      expect(calls).toEqual([]);
    },
  );

  test("is not set aside before it stands in the feed", async () => {
    const lead = await someLead(desk.world);
    const { client } = await busThat(() => "malformed");
    const { journal } = desk.world;
    const parts = { client, bus: "bus", marks: desk.marks(), journal, afterSeconds: 300 };
    const away = { append: () => Promise.reject(new Error("The feed is busy")) };
    await sweeper({ ...parts, feed: away, now: inMinutes(6) })();
    expect(await desk.setAside()).toEqual([]);
    expect((await marked()).map(({ record }) => record)).toEqual([lead.id]);
    await sweepBy(client)();
    expect(await marked()).toEqual([]);
    expect(await desk.setAside()).toHaveLength(1);
  });

  test("names just the bad one of its commit, and the others of it go out", async () => {
    const { sweep, calls } = await swept((_, __, detail) => detail.includes('"invoice.paid"') && "malformed");
    const invoice = await freeInvoice(desk.world);
    await sweep();
    expect(idsOf(calls.flat())).toContain(`${invoice.id}#1`);
    expect(await desk.setAside()).toMatchObject([
      { record: invoice.id, first: 1, last: 2, refused: [{ seq: 2 }] },
    ]);
  });

  test("because somebody has deleted it from the journal is set aside as well", async () => {
    const { sweep } = await swept();
    const at = new Date().toISOString();
    const lost = { stage: "lead", record: "lea_gone", at, first: 1, last: 1 };
    const key = { pk: unpublishedPartition(5), sk: `${at}#lea_gone` };
    await desk.client.send(new PutItemCommand({ TableName: desk.table, Item: toItem({ ...key, ...lost }) }));
    await sweep();
    expect(await desk.setAside()).toMatchObject([
      { record: "lea_gone", refused: [{ reason: "The journal has no such event" }] },
    ]);
  });

  test("and a mark that cannot be read does not hold back the others either, and is seen to be old", async () => {
    const { sweep } = await swept();
    const at = new Date(Date.now() - 60 * MINUTE).toISOString();
    const key = { pk: unpublishedPartition(0), sk: `${at}#odd` };
    await desk.client.send(
      new PutItemCommand({ TableName: desk.table, Item: toItem({ ...key, first: "?" }) }),
    );
    await someLead(desk.world);
    const { events, oldestSeconds } = await sweep();
    expect(events).toBe(1);
    expect(oldestSeconds).toBeGreaterThanOrEqual(66 * 60);
  });
});

describe("whoever works at the same time", () => {
  test("two sweepers and the publisher publish the same events by the same ids, and nothing is left", async () => {
    const { client, calls } = await swept();
    const leads = await Promise.all(Array.from({ length: 25 }, () => someLead(desk.world)));
    const records = await desk.stream(...leads);
    const publish = publisher(client, "bus", desk.marks());
    await Promise.all([sweepBy(client)(), publish({ Records: records }), sweepBy(client)()]);
    expect(new Set(idsOf(calls.flat()))).toEqual(new Set(leads.map(({ id }) => `${id}#1`)));
    expect(await marked()).toEqual([]);
  });

  test("dying between the publishing and the removal of a mark only publishes again", async () => {
    const { sweep, calls } = await swept();
    const lead = await someLead(desk.world);
    let dies = true;
    desk.client.middlewareStack.add(
      (next, context) => (args) => {
        if (dies && context.commandName === "BatchWriteItemCommand") throw new Error("killed");
        return next(args);
      },
      { step: "initialize", name: "fault" },
    );
    await expect(sweep()).rejects.toThrow("killed");
    dies = false;
    await sweep();
    expect(idsOf(calls.flat())).toEqual([`${lead.id}#1`, `${lead.id}#1`]);
    expect(await marked()).toEqual([]);
  });
});
