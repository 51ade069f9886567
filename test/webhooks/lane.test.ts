import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pauseSubscription, resumeSubscription } from "../../domain/subscription/actions.ts";
import { asked } from "./following.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhooks();
});
beforeEach(async () => {
  receiver = await startReceiver();
  await hooks.unsubscribe();
});
afterEach(() => receiver.stop());
afterAll(() => hooks.stop());

describe("a lane", () => {
  test("is one's at a time: who comes second leaves the work to the first, which finds it", async () => {
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    const parts = hooks.parts();
    const { deliveries } = parts;
    let late: Promise<void> | undefined;
    // The worst moment: it has just seen that nothing is due, and has not given the lane back.
    const nextDue = async (subscription: string) => {
      const next = await deliveries.nextDue(subscription);
      late ??= hooks
        .happen(1)
        .then(() => hooks.dispatch())
        .then(() => hooks.run(id));
      await late;
      return next;
    };
    await hooks.run(id, { ...parts, deliveries: { ...deliveries, nextDue } });
    expect(late).toBeDefined();
    expect((await hooks.deliveries(id)).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  });

  test("of somebody who died is anybody's after a while, and before that his own message waits for it", async () => {
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await hooks.parts().lanes.take(id, "the message of the dead");
    await hooks.run(id);
    await expect(hooks.run(id, hooks.parts(), { owner: "the message of the dead" })).rejects.toThrow(
      "an earlier try",
    );
    expect(receiver.all).toEqual([]);
    hooks.pass(61);
    await hooks.run(id, hooks.parts(), { owner: "the message of the dead" });
    expect(receiver.all).toHaveLength(1);
  });

  test("is not that of two at once, though the same message came to both and one was away for longer than it had it", async () => {
    const id = await hooks.subscribe(receiver.url);
    const { lanes } = hooks.parts();
    const first = await lanes.take(id, "the message");
    hooks.pass(61);
    const second = await lanes.take(id, "the message");
    if (first === undefined || second === undefined) throw new Error("The lane was not free");
    expect(await lanes.renew(first.lease)).toBeUndefined();
    expect(await lanes.release(first.lease, undefined, first.lane)).toBe(false);
    expect(await lanes.renew(second.lease)).toBeDefined();
  });

  test("whose first run of all was killed, and has left no word of it, tries at once what waits after a resume", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    const parts = hooks.parts({ waits: [0, 3600, 3600] });
    const killed = { ...parts.lanes, release: () => Promise.reject(new Error("it was killed")) };
    await expect(hooks.run(id, { ...parts, lanes: killed })).rejects.toThrow("it was killed");
    hooks.pass(120);
    await asked(hooks, pauseSubscription, id);
    await asked(hooks, resumeSubscription, id);
    await hooks.run(id, parts);
    expect(receiver.all).toHaveLength(2);
  });

  test("is given back by who fails in the middle of it, so that it can be tried again at once", async () => {
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(2);
    await hooks.dispatch();
    const away = { events: () => Promise.reject(new Error("the table is away")) };
    await expect(hooks.run(id, { ...hooks.parts(), feed: away }, { owner: "one" })).rejects.toThrow(
      "the table is away",
    );
    await hooks.run(id, hooks.parts(), { owner: "one" });
    expect(receiver.all).toHaveLength(2);
  });

  test("that has no time left is handed on, and nothing is sent too late to hear of it", async () => {
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await hooks.messages();
    await hooks.run(id, hooks.parts(), { ms: 5000 });
    expect(receiver.all).toEqual([]);
    expect(await hooks.messages()).toEqual({ lane: [id], slowLane: [] });
  });

  test("is woken once for what is due later, however often somebody comes before", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(3);
    await hooks.dispatch();
    let woken = 0;
    const parts = hooks.parts({ waits: [0, 100, 100] });
    const { wakes } = parts;
    const at: typeof wakes.at = (...of) => {
      woken += 1;
      return wakes.at(...of);
    };
    const counting = { ...parts, wakes: { ...wakes, at } };
    for (let nth = 0; nth < 5; nth += 1) await hooks.run(id, counting);
    expect(woken).toBe(1);
    hooks.pass(120);
    await hooks.run(id, counting);
    expect(woken).toBe(2);
  });
});

describe("a receiver that hangs", () => {
  test("costs the others one request: then it is worked on apart until it is quick again", async () => {
    receiver.behave(() => undefined);
    const id = await hooks.subscribe(receiver.url, { inFlight: 1 });
    await hooks.happen(5);
    await hooks.dispatch();
    await hooks.messages();
    await hooks.run(id, hooks.parts(), { slow: false });
    expect(receiver.all).toHaveLength(1);
    expect(await hooks.messages()).toEqual({ lane: [], slowLane: [id] });
    await hooks.run(id, hooks.parts(), { slow: false });
    expect(receiver.all).toHaveLength(1);
    await hooks.happen(1);
    await hooks.dispatch();
    expect((await hooks.messages()).slowLane).toContain(id);
    receiver.behave(() => 200);
    hooks.pass(10);
    await hooks.run(id, hooks.parts(), { slow: true });
    await hooks.happen(12);
    await hooks.dispatch();
    await hooks.run(id, hooks.parts(), { slow: true });
    await hooks.messages();
    await hooks.happen(1);
    await hooks.dispatch();
    expect(await hooks.messages()).toEqual({ lane: [id], slowLane: [] });
  });
});
