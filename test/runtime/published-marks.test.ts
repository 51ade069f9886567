import { describe, expect, test } from "vitest";
import { markContacted } from "../../domain/lead/actions.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { busThat, type Fails, openDesk } from "../support/publishing.ts";
import { idsOf, withoutMarks } from "../support/unpublished.ts";
import { ask, done, freeInvoice, someLead } from "../support/world.ts";

const desk = openDesk();

const marked = async () => (await desk.marked()).map(({ record, last }) => `${record}#${last}`);
const stream = (...records: RecordView[]) => desk.stream(...records);

async function published(fails: Fails) {
  const bus = await busThat(fails);
  return { ...bus, publish: publisher(bus.client, "bus", desk.marks()) };
}

const none = { batchItemFailures: [] };
const from = (itemIdentifier: string | undefined) => ({ batchItemFailures: [{ itemIdentifier }] });

/** Lets the table refuse so many deletions of marks. */
function refuseDeletions(times: number): void {
  let left = times;
  desk.client.middlewareStack.add(
    (next, context) => (args) => {
      if (context.commandName !== "BatchWriteItemCommand" || left-- <= 0) return next(args);
      throw new Error("table unreachable");
    },
    { step: "initialize", name: "fault" },
  );
}

describe("marks are removed", () => {
  test("when all events of their commits are out", async () => {
    const { publish } = await published(() => false);
    const leads = [await someLead(desk.world), await someLead(desk.world)];
    await done(ask(markContacted, {}, { id: leads[0]?.id ?? "" }), desk.world);
    expect(await marked()).toHaveLength(3);
    expect(await publish({ Records: await stream(...leads) })).toEqual(none);
    expect(await marked()).toEqual([]);
  });

  test("by the hundred", async () => {
    const { publish } = await published(() => false);
    const leads = await Promise.all(Array.from({ length: 60 }, () => someLead(desk.world)));
    await publish({ Records: await stream(...leads) });
    expect(await marked()).toEqual([]);
  });

  test("of those only that went out with their pack, when one entry fails for good long", async () => {
    const { publish } = await published((_, __, detail) => detail.includes('"lead.contacted"'));
    const leads = [await someLead(desk.world), await someLead(desk.world), await someLead(desk.world)];
    const second = leads[1]?.id ?? "";
    await done(ask(markContacted, {}, { id: second }), desk.world);
    const records = await stream(...leads);
    expect(await publish({ Records: records })).toEqual(from(records[2]?.dynamodb?.SequenceNumber));
    expect(await marked()).toEqual([`${second}#2`]);
  });

  test("not while one of their events is not out, and then when the stream has come again", async () => {
    let slow = true;
    const { publish } = await published((_, __, detail) => slow && detail.includes('"invoice.paid"'));
    const invoice = await freeInvoice(desk.world);
    const records = await stream(invoice);
    expect(await publish({ Records: records })).toEqual(from(records[1]?.dynamodb?.SequenceNumber));
    expect(await marked()).toContain(`${invoice.id}#2`);
    slow = false;
    expect(await publish({ Records: records.slice(1) })).toEqual(none);
    expect(await marked()).not.toContain(`${invoice.id}#2`);
  });

  test("when the last event of a commit came before the others, in a batch of its own", async () => {
    const { publish } = await published(() => false);
    const invoice = await freeInvoice(desk.world);
    const [issued, paid] = await stream(invoice);
    await publish({ Records: [paid ?? {}] });
    expect(await marked()).toContain(`${invoice.id}#2`);
    await publish({ Records: [issued ?? {}] });
    expect(await marked()).not.toContain(`${invoice.id}#2`);
  });

  test("by no other function that only saw the end of a commit: the sweeper must then look", async () => {
    const invoice = await freeInvoice(desk.world);
    const [issued, paid] = await stream(invoice);
    await (await published(() => false)).publish({ Records: [issued ?? {}] });
    await (await published(() => false)).publish({ Records: [paid ?? {}] });
    expect(await marked()).toContain(`${invoice.id}#2`);
  });
});

describe("publishing does not depend on marks", () => {
  test("a table that does not take the deletion leaves marks behind, and the stream goes on", async () => {
    const { publish, calls } = await published(() => false);
    const lead = await someLead(desk.world);
    refuseDeletions(1);
    expect(await publish({ Records: await stream(lead) })).toEqual(none);
    expect(calls).toHaveLength(1);
    expect(await marked()).toEqual([`${lead.id}#1`]);
  });

  test("events from before there were marks go out as ever, and no mark is asked for", async () => {
    const { publish, calls } = await published(() => false);
    const lead = await someLead(desk.world);
    refuseDeletions(Infinity);
    expect(await publish({ Records: withoutMarks(await stream(lead)) })).toEqual(none);
    expect(idsOf(calls.flat())).toEqual([`${lead.id}#1`]);
    expect(await marked()).toEqual([`${lead.id}#1`]);
  });
});

describe("an event that the bus refuses for good", () => {
  const bad = (id: string) => (_: number, __: number, detail: string) =>
    detail.includes(`"id":"${id}#1"`) && "malformed";

  test("holds back nobody else, and keeps its mark for the sweeper", async () => {
    const leads = [await someLead(desk.world), await someLead(desk.world), await someLead(desk.world)];
    const second = leads[1]?.id ?? "";
    const { publish, calls } = await published(bad(second));
    expect(await publish({ Records: await stream(...leads) })).toEqual(none);
    expect(calls).toHaveLength(1);
    expect(await marked()).toEqual([`${second}#1`]);
  });

  test("is told from its neighbours when it makes the whole call invalid", async () => {
    const leads = [await someLead(desk.world), await someLead(desk.world), await someLead(desk.world)];
    const second = leads[1]?.id ?? "";
    const { publish, calls } = await published((_, __, detail) => detail.includes(second) && "invalid");
    expect(await publish({ Records: await stream(...leads) })).toEqual(none);
    expect(calls.map((call) => call.length)).toEqual([3, 1, 1, 1]);
    expect(await marked()).toEqual([`${second}#1`]);
  });

  test("and that has no mark is where the stream waits: nobody else would find it", async () => {
    const lead = await someLead(desk.world);
    const { publish } = await published(bad(lead.id));
    const records = withoutMarks(await stream(lead));
    expect(await publish({ Records: records })).toEqual(from(records[0]?.dynamodb?.SequenceNumber));
  });
});
