import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSubscription, updateSubscription } from "../../domain/subscription/actions.ts";
import { contractsOn, FIRST_CONTRACTS } from "../../domain/kernel/contracts.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { superseded } from "../../domain/superseded.ts";
import { eventItem } from "../../functions/runtime/items.ts";
import { plant } from "../feed/planted.ts";
import {
  callEvent,
  callsIn,
  callVersions,
  mixedCalls,
  spoiledCalls,
  whoGetsWhich,
} from "../support/versioned.ts";
import { ask, done } from "../support/world.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
let nth = 0;
beforeAll(async () => {
  hooks = await startWebhooks();
});
beforeEach(async () => {
  receiver = await startReceiver();
  nth += 1;
});
afterEach(async () => {
  await receiver.stop();
  await hooks.unsubscribe();
});
afterAll(() => hooks.stop());

const parts = () => hooks.parts({ superseded: callVersions });

let noon = "";

/** Sets the clock. */
function be(day: string): void {
  noon = `${day}T12:00:00.000Z`;
  hooks.ahead = Date.parse(noon) - Date.now();
}

/** The events as those of a record that this test has for itself, on the day that it is. */
const own = (events: readonly Envelope[]) =>
  events.map((event) => {
    const record = `lea_${String(nth).padStart(10, "0")}`;
    return { ...event, at: noon, record, id: `${record}#${event.seq}`, deal: `dea_${record}` };
  });

async function happen(events: readonly Envelope[]): Promise<void> {
  await plant(hooks.engine.client, "journal", events);
  await parts().feed.append(events);
  await hooks.dispatch(parts());
}

const subscribe = (more: object = {}) => hooks.subscribe(receiver.url, { ordered: true, ...more });
const sentData = () => receiver.bodies().map(({ data }) => data);

describe("A subscription that keeps to contracts", () => {
  test.each(whoGetsWhich)(
    "%s (%s) is sent on %s version %i, whatever was committed",
    async (_, day, today, v) => {
      be(today);
      const id = await subscribe({ contracts: day ?? FIRST_CONTRACTS });
      await happen(own(mixedCalls));
      await hooks.run(id, parts());
      expect(sentData()).toEqual(own(callsIn(v)));
    },
  );

  test("is sent CloudEvents with the schema of that version", async () => {
    be("2026-12-20");
    const id = await subscribe({ contracts: "2026-12-01", format: "cloudevents" });
    await happen(own(mixedCalls));
    await hooks.run(id, parts());
    const sent = receiver.all.map(({ body }): unknown => JSON.parse(body));
    expect(sent).toMatchObject(
      own(callsIn(2)).map(({ id: event, data }) => ({
        id: event,
        v: 2,
        data,
        dataschema: "urn:salesline:event:lead.called:v2#/properties/data",
      })),
    );
  });

  test("has its filter asked of the version that it is sent", async () => {
    be("2026-12-20");
    const byName = { filter: { data: { name: ["Maria Anders"] } } };
    const first = await subscribe({ contracts: "2026-11-30", ...byName });
    const third = await subscribe({ contracts: "2026-12-15", ...byName });
    const byPhone = await subscribe({ contracts: "2026-12-15", filter: { v: [3], data: { by: ["phone"] } } });
    await happen(own(mixedCalls));
    const positions = async (id: string) => (await hooks.deliveries(id)).map(({ place }) => place.seq);
    expect(await positions(first)).toEqual([1, 2, 3]);
    expect(await positions(third)).toEqual([]);
    expect(await positions(byPhone)).toEqual([3]);
    be("2027-01-01");
    await happen(own([callEvent(1, { name: "Maria Anders" }, 4)]));
    expect(await positions(first)).toEqual([1, 2, 3]);
  });

  test("is moved on by an update: what comes and what is tried again is of the new contracts, with the same id", async () => {
    be("2026-12-20");
    const id = await subscribe({ contracts: "2026-11-30" });
    receiver.behave(() => 500);
    await happen(own(mixedCalls.slice(0, 1)));
    await hooks.run(id, parts());
    await done(ask(updateSubscription, { contracts: "2026-12-15" }, { id, roles: ["admin"] }), hooks.world);
    receiver.behave(() => 204);
    await happen(own(mixedCalls.slice(1)));
    hooks.pass(60);
    await hooks.run(id, parts());
    expect(sentData()).toEqual([...own(callsIn(1).slice(0, 1)), ...own(callsIn(3))]);
    expect(receiver.ids()).toEqual([own(mixedCalls)[0]?.id, ...own(mixedCalls).map((event) => event.id)]);
  });
});

describe("An event", () => {
  test("that has the wanted version is sent to the letter as it was committed", async () => {
    be("2026-12-20");
    const id = await subscribe({ contracts: "2026-12-01" });
    const [event = callEvent(2, {})] = own([callEvent(2, { first: "Maria", last: "Anders" })]);
    const text = JSON.stringify({ later: true, ...event }).replaceAll(",", " , ");
    const Item = { ...eventItem(event), envelope: { S: text } };
    await hooks.engine.client.send(new PutItemCommand({ TableName: "journal", Item }));
    await parts().feed.append([event]);
    await hooks.dispatch(parts());
    await hooks.run(id, parts());
    expect(receiver.all[0]?.body).toContain(`"data":${text}}`);
  });

  test("that cannot be made another one is sent as it was committed, and the next ones after it", async () => {
    be("2026-12-20");
    const id = await subscribe({ contracts: "2026-12-01" });
    const after = callEvent(1, { name: "Maria Anders" }, 6);
    await happen(own([...mixedCalls, ...spoiledCalls, after]));
    await hooks.run(id, parts());
    expect(sentData()).toEqual(own([...callsIn(2), ...spoiledCalls, ...callsIn(2, [after])]));
  });
});

describe("The contracts of a subscription", () => {
  const create = (contracts: unknown) =>
    done(
      ask(createSubscription, { url: receiver.url, types: ["lead.*"], contracts }, { roles: ["admin"] }),
      hooks.world,
    );

  test("are a day, also one to come, and those of its creation when none is named", async () => {
    be("2026-12-20");
    const { record } = await create("2031-01-01");
    expect(record).toMatchObject({ contracts: "2031-01-01" });
    expect((await create(undefined)).record).toMatchObject({
      contracts: contractsOn("2026-12-20", superseded),
    });
    for (const wrong of ["soon", "2026-02-30", "", 20261126, null]) {
      await expect(create(wrong)).rejects.toThrow("/contracts");
    }
    const update = done(
      ask(updateSubscription, { contracts: null }, { id: record.id, roles: ["admin"] }),
      hooks.world,
    );
    await expect(update).rejects.toThrow("/contracts");
  });
});
