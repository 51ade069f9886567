import { describe, expect, test } from "vitest";
import * as z from "zod";
import { Envelope, event } from "../../domain/kernel/event.ts";
import { lead } from "../../domain/lead/lead.ts";
import { markContacted } from "../../domain/lead/actions.ts";
import { eventIn } from "../../functions/runtime/event-message.ts";
import { eventItem, readEvent } from "../../functions/runtime/items.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import { sweeper } from "../../functions/runtime/sweeper.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { ownPattern } from "../../infra/event-pattern.ts";
import { compilePattern } from "../../domain/pattern/pattern.ts";
import { busThat, type Fails, openDesk } from "../support/publishing.ts";
import { withoutMarks } from "../support/unpublished.ts";
import { callEvent, callVersions } from "../support/versioned.ts";
import { ask, done, freeInvoice, someLead } from "../support/world.ts";

const desk = openDesk();

const Contacted = lead.events["lead.contacted"].data;
const Now = z.object({ how: z.string(), said: Contacted });

/** The plan of a deployment in which the lead's second event has come to version 2; what is stored is of version 1. */
const superseded = new Map([
  [
    "lead.contacted",
    event(["new"], Now, ({ how }) => `Contacted by ${how}`, {
      v: 2,
      since: "2027-01-01",
      older: [
        {
          v: 1,
          data: Contacted,
          sunset: "2027-06-30",
          up(said) {
            if (said.note === "unreadable") throw new Error("nobody can read this");
            return { how: "phone", said };
          },
          down: ({ said }) => said,
        },
      ],
    }),
  ],
]);

const before = () => new Date("2027-06-30T12:00:00.000Z");
const after = () => new Date("2027-07-01T00:00:00.000Z");

async function open(fails?: Fails, now: () => Date = before) {
  const bus = await busThat(fails);
  const marks = desk.marks();
  const { client } = bus;
  const { journal } = desk.world;
  const feed = desk.feed();
  const sweep = { client, bus: "bus", marks, journal, feed, afterSeconds: 300, superseded };
  return {
    calls: bus.calls,
    publish: publisher(client, "bus", marks, { superseded, now }),
    sweep: sweeper({ ...sweep, now }),
  };
}

async function contacted(note?: string): Promise<RecordView> {
  const made = await someLead(desk.world);
  await done(ask(markContacted, note === undefined ? {} : { note }, { id: made.id }), desk.world);
  return made;
}

const stream = (record: RecordView) => desk.stream(record);
const versions = (details: readonly string[]) =>
  details.map((detail) => Envelope.parse(JSON.parse(detail))).map(({ id, v }) => `${id.split("#")[1]} v${v}`);
const marked = async () => (await desk.marked()).map(({ last }) => last);
const isSecond = (detail: string) => detail.includes('"lead.contacted"') && detail.includes('"v":2');
const none = { batchItemFailures: [] };

describe("an event that has an older version", () => {
  test("goes out in both until the sunset of the older one: the stored one verbatim, both with the same id", async () => {
    const { publish, calls } = await open();
    const records = await stream(await contacted());
    expect(await publish({ Records: records })).toEqual(none);
    expect(versions(calls.flat())).toEqual(["1 v1", "2 v1", "2 v2"]);
    const [, first = "", second = ""] = calls.flat();
    expect(first).toBe(records[1]?.dynamodb?.NewImage?.["envelope"]?.S);
    const stored = Envelope.parse(JSON.parse(first));
    const expected = { ...stored, v: 2, data: { how: "phone", said: stored.data } };
    expect(JSON.parse(second)).toEqual(expected);
    expect(await marked()).toEqual([]);
  });

  test("goes out in the newest alone after that, though it was stored in the older one", async () => {
    const { publish, calls } = await open(undefined, after);
    await publish({ Records: await stream(await contacted()) });
    expect(versions(calls.flat())).toEqual(["1 v1", "2 v2"]);
    expect(await marked()).toEqual([]);
  });

  test("keeps its mark while one of the two is not out, and both come again", async () => {
    let slow = true;
    const { publish, calls } = await open((_, __, detail) => slow && isSecond(detail));
    const records = await stream(await contacted());
    const failed = records[1]?.dynamodb?.SequenceNumber;
    expect(await publish({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: failed }] });
    expect(await marked()).toEqual([2]);
    slow = false;
    calls.length = 0;
    expect(await publish({ Records: records.slice(1) })).toEqual(none);
    expect(versions(calls.flat())).toEqual(["2 v1", "2 v2"]);
    expect(await marked()).toEqual([]);
  });

  test("of which one is refused for good keeps its mark, and the sweeper sets it aside when the other is out", async () => {
    const { publish, sweep, calls } = await open((_, __, detail) => isSecond(detail) && "malformed");
    expect(await publish({ Records: await stream(await contacted()) })).toEqual(none);
    expect(await marked()).toEqual([2]);
    calls.length = 0;
    await sweep();
    expect(versions(calls.flat())).toEqual(["2 v1", "2 v2"]);
    expect(await marked()).toEqual([]);
    expect(await desk.setAside()).toMatchObject([{ refused: [{ seq: 2 }] }]);
  });

  test("that the stream never brought is brought by the sweeper in both", async () => {
    const { sweep, calls } = await open();
    await contacted();
    await sweep();
    expect(versions(calls.flat())).toEqual(["1 v1", "2 v1", "2 v2"]);
    expect(await marked()).toEqual([]);
  });

  test("is swept again while one of the two fails", async () => {
    let slow = true;
    const { sweep, calls } = await open((_, __, detail) => slow && isSecond(detail));
    await contacted();
    await sweep();
    expect(await marked()).toEqual([2]);
    slow = false;
    calls.length = 0;
    await sweep();
    expect(versions(calls.flat())).toEqual(["2 v1", "2 v2"]);
    expect(await marked()).toEqual([]);
  });

  test("that cannot be brought up goes out as it is, and is set aside with the reason, but in the feed", async () => {
    const { publish, sweep, calls } = await open();
    const lead = await contacted("unreadable");
    const records = await stream(lead);
    expect(await publish({ Records: records })).toEqual(none);
    expect(versions(calls.flat())).toEqual(["1 v1", "2 v1"]);
    expect(await marked()).toEqual([2]);
    await sweep();
    const [aside] = await desk.setAside();
    expect(aside?.refused).toEqual([
      { seq: 2, reason: "Version 2 cannot be made of it: Error: nobody can read this" },
    ]);
    const fed = (await desk.feed().places(0, 500)).filter(({ record }) => record === lead.id);
    expect(fed.map(({ seq }) => seq)).toEqual([1, 2]);
    await expect(publish({ Records: withoutMarks(records) })).rejects.toThrow("nobody can read this");
  });

  test("fills more calls than events, and a call may end between its two", async () => {
    const { publish, calls } = await open();
    const leads = await Promise.all(Array.from({ length: 7 }, () => contacted()));
    const records = (await Promise.all(leads.map(stream))).flat();
    expect(await publish({ Records: records })).toEqual(none);
    expect(calls.map((call) => call.length)).toEqual([10, 10, 1]);
    expect(await marked()).toEqual([]);
  });
});

describe("stored in the newest version", () => {
  const records = (v: number) => {
    const { envelope } = eventItem(callEvent(v, { person: { first: "Maria", last: "Anders" }, by: "phone" }));
    const NewImage = { envelope: { S: envelope?.S ?? "" } };
    return [{ dynamodb: { SequenceNumber: "1", NewImage } }];
  };
  const publish = async (v: number, now: string) => {
    const bus = await busThat();
    const parts = { superseded: callVersions, now: () => new Date(`${now}T00:00:00.000Z`) };
    await publisher(bus.client, "bus", desk.marks(), parts)({ Records: records(v) });
    return bus.calls.flat().map((detail) => Envelope.parse(JSON.parse(detail)));
  };

  test("an event goes out in each older one as well, with what that one knows", async () => {
    const out = await publish(3, "2026-12-01");
    expect(out.map(({ v, data }) => [v, data])).toEqual([
      [1, { name: "Maria Anders" }],
      [2, { first: "Maria", last: "Anders" }],
      [3, { person: { first: "Maria", last: "Anders" }, by: "phone" }],
    ]);
    expect(new Set(out.map(({ id }) => id)).size).toBe(1);
  });

  test("an event of a version that this function does not know yet goes out as it is", async () => {
    expect((await publish(4, "2026-12-01")).map(({ v }) => v)).toEqual([4]);
  });
});

describe("a rule of our own", () => {
  const matching = async (types?: readonly string[]) => {
    const { publish, calls } = await open();
    const [one, two] = [await contacted(), await freeInvoice(desk.world)];
    await publish({ Records: [...(await stream(one)), ...(await stream(two))] });
    const { detailType, ...rest } = ownPattern(types, undefined, superseded);
    const compiled = compilePattern({ ...rest, ...(detailType && { "detail-type": detailType }) });
    const events = calls.flat().map((text) => Envelope.parse(JSON.parse(text)));
    const messages = events.map((detail) => ({ source: "salesline", "detail-type": detail.type, detail }));
    return messages
      .filter((each) => compiled.ok && compiled.matches(each))
      .map(({ detail: { type, v } }) => `${type} ${v}`);
  };

  test("sees each event once, in the version of today", async () => {
    expect(await matching(["lead.contacted"])).toEqual(["lead.contacted 2"]);
    expect(await matching(["lead.captured"])).toEqual(["lead.captured 1"]);
  });

  test("is one rule for types of different versions", async () => {
    expect(await matching(["lead.captured", "lead.contacted", "invoice.paid"])).toEqual([
      "lead.captured 1",
      "lead.contacted 2",
      "invoice.paid 1",
    ]);
  });

  test("for all events sees each once as well", async () => {
    expect(await matching()).toEqual([
      "lead.captured 1",
      "lead.contacted 2",
      "invoice.issued 1",
      "invoice.paid 1",
    ]);
    expect(ownPattern(undefined, undefined, new Map())).toEqual({ source: ["salesline"] });
  });

  test("asks of the detail what it is told to, whatever the versions", () => {
    const detail = { data: { source: ["card"] } };
    expect(ownPattern(["a", "b"], detail, new Map())).toEqual({
      source: ["salesline"],
      detailType: ["a", "b"],
      detail: { v: [1], ...detail },
    });
    expect(ownPattern(["lead.contacted", "b"], detail, superseded).$or).toEqual([
      { "detail-type": ["lead.contacted"], detail: { v: [2], ...detail } },
      { "detail-type": ["b"], detail: { v: [1], ...detail } },
    ]);
  });
});

describe("whoever reads an event of an older version gets what it means today", () => {
  test("out of the journal and out of a queue in which it has waited since", () => {
    const old = callEvent(1, { name: "Maria Anders" });
    const today = callEvent(3, { person: { first: "Maria", last: "Anders" }, by: "unknown" });
    expect(readEvent(eventItem(old), callVersions)).toEqual(today);
    expect(eventIn({ detail: old }, callVersions)).toEqual(today);
    expect(readEvent(eventItem(old), new Map())).toEqual(old);
  });
});
