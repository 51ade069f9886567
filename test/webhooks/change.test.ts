import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import {
  disableSubscription,
  pauseSubscription,
  redeliverSubscription,
  resumeSubscription,
  updateSubscription,
} from "../../domain/subscription/actions.ts";
import { deliveryId } from "../../functions/runtime/webhooks/delivery-id.ts";
import { LaneRun } from "../../functions/runtime/webhooks/run.ts";
import { asked, followed } from "./following.ts";
import { mortal, untilDeath, type When } from "./mortal.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhooks();
});
beforeEach(async () => {
  receiver = await startReceiver();
  await hooks.dispatch();
});
afterEach(async () => {
  await receiver.stop();
  await hooks.unsubscribe();
});
afterAll(() => hooks.stop());

describe("a change of a subscription counts at once", () => {
  test.each([true, false])(
    "after a pause is answered no new try begins, however much is due (in order: %s)",
    async (ordered) => {
      receiver.behave((_, response) => {
        setTimeout(() => response.writeHead(200).end(), 100);
        return undefined;
      });
      const id = await hooks.subscribe(receiver.url, { ordered, inFlight: 1 });
      await hooks.happen(1, 40);
      await hooks.dispatch();
      const run = hooks.run(id);
      while (receiver.all.length < 3) await sleep(10);
      await asked(hooks, pauseSubscription, id);
      const answered = Date.now();
      await run;
      expect(receiver.all.filter(({ at }) => at > answered + 1000)).toEqual([]);
      expect((await hooks.deliveries(id)).filter(({ status }) => status === "pending")).not.toEqual([]);
    },
    20_000,
  );
});

const statuses = async (id: string) => (await hooks.deliveries(id)).map(({ status }) => status);

/** A deal of three events whose first one has failed, so that the other two wait for it. */
async function headOfThree(ordered = true) {
  receiver.behave(() => 500);
  const id = await hooks.subscribe(receiver.url, { ordered });
  await hooks.happen(1, 2);
  await hooks.dispatch();
  await hooks.run(id);
  const positions = (await hooks.deliveries(id)).map(({ place }) => place.position);
  receiver.behave(() => 200);
  return { id, positions };
}

describe("turning the order off or on strands nobody", () => {
  test.each([0, 1, 2])(
    "when one delivery of a waiting deal (%i) is sent again without order",
    async (nth) => {
      const { id, positions } = await headOfThree();
      await asked(hooks, updateSubscription, id, { ordered: false });
      const delivery = deliveryId(positions[nth] ?? 0);
      await followed(hooks, { detail: await asked(hooks, redeliverSubscription, id, { delivery }) });
      for (const wait of [0, 10]) {
        hooks.pass(wait);
        await hooks.run(id);
      }
      expect(await statuses(id)).toEqual(["delivered", "delivered", "delivered"]);
    },
  );

  test("when what is being tried is asked for again in that moment", async () => {
    const { id, positions } = await headOfThree();
    await asked(hooks, updateSubscription, id, { ordered: false });
    const parts = hooks.parts();
    const delivery = deliveryId(positions[0] ?? 0);
    const request = await asked(hooks, redeliverSubscription, id, { delivery });
    hooks.pass(10);
    await hooks.run(id, {
      ...parts,
      receiver: async (subscriber) => {
        const real = await parts.receiver(subscriber);
        return {
          ...real,
          async send(...of) {
            const posted = await real.send(...of);
            await followed(hooks, { detail: request });
            return posted;
          },
        };
      },
    });
    await hooks.run(id);
    expect(await statuses(id)).toEqual(["delivered", "delivered", "delivered"]);
  });

  test.each<When>(["before", "after"])(
    "when who sets the deliveries due again is killed %s any of its calls, whichever way it was turned",
    async (when) => {
      for (const ordered of [true, false]) {
        for (let nth = 1, isDone = false; !isDone; nth += 1) {
          const { id, positions } = await headOfThree(ordered);
          await asked(hooks, updateSubscription, id, { ordered: !ordered });
          const delivery = deliveryId(positions[0] ?? 0);
          const detail = await asked(hooks, redeliverSubscription, id, { delivery });
          const { parts, died } = mortal(hooks.parts(), nth, when);
          const following = followed(
            hooks,
            { detail },
            { parts: { ...hooks.parts(), ...parts, feed: hooks.parts().feed } },
          );
          isDone = await untilDeath(
            following.then(() => undefined),
            died,
          );
          await followed(hooks, { detail });
          for (const wait of [0, 10]) {
            hooks.pass(wait);
            await hooks.run(id);
          }
          expect(await statuses(id)).toEqual(["delivered", "delivered", "delivered"]);
          expect(await hooks.parts().deliveries.nextDue(id)).toBeUndefined();
          await hooks.unsubscribe();
        }
      }
    },
    60_000,
  );
});

describe("who is named or resumed is tried at once", () => {
  test("another address gets what failed at the one before, without waiting for its next try", async () => {
    const { id } = await headOfThree(false);
    const other = await startReceiver();
    await hooks.messages();
    const detail = await asked(hooks, updateSubscription, id, { url: other.url });
    await followed(hooks, { detail });
    expect((await hooks.messages()).lane).toEqual([id]);
    await hooks.run(id);
    expect(await statuses(id)).toEqual(["delivered", "delivered", "delivered"]);
    await followed(hooks, { detail });
    await hooks.run(id);
    expect(other.all).toHaveLength(3);
    await other.stop();
  });

  test.each(["another address", "a resume"])("%s ends the time that was asked for", async (by) => {
    receiver.behave((_, response) => {
      response.setHeader("retry-after", "3600");
      return 503;
    });
    const id = await hooks.subscribe(receiver.url, { inFlight: 1 });
    await hooks.happen(2);
    await hooks.dispatch();
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    const other = await startReceiver();
    if (by === "a resume") await asked(hooks, pauseSubscription, id);
    receiver.behave(() => 200);
    const detail =
      by === "a resume"
        ? await asked(hooks, resumeSubscription, id)
        : await asked(hooks, updateSubscription, id, { url: other.url });
    await followed(hooks, { detail });
    await hooks.run(id);
    await other.stop();
    expect(await statuses(id)).toEqual(["delivered", "delivered"]);
  });

  test("a change of anything else leaves a receiver alone that has asked for time", async () => {
    receiver.behave((_, response) => {
      response.setHeader("retry-after", "3600");
      return 503;
    });
    const id = await hooks.subscribe(receiver.url, { inFlight: 1 });
    await hooks.happen(2);
    await hooks.dispatch();
    await hooks.run(id);
    await followed(hooks, { detail: await asked(hooks, updateSubscription, id, { inFlight: 2 }) });
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
  });

  test("however much waits, by as many runs as that takes, and each once", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url, { inFlight: 20 });
    await hooks.happen(60);
    await hooks.dispatch();
    const parts = hooks.parts({ waits: [0, 3600, 3600] });
    await hooks.run(id, parts);
    hooks.pass(60);
    await asked(hooks, pauseSubscription, id);
    await asked(hooks, resumeSubscription, id);
    for (let pages = 1; pages < 3; pages += 1) {
      let looks = 0;
      const invocation = { slow: true, remainingMs: () => ((looks += 1) <= pages ? 60_000 : 0) };
      const taken = await parts.lanes.take(id, `run ${pages}`);
      if (taken !== undefined) await new LaneRun(parts, invocation, taken).run();
    }
    expect(receiver.all).toHaveLength(60);
    for (let runs = 0; runs < 3; runs += 1) await hooks.run(id, parts);
    expect(receiver.all).toHaveLength(120);
  }, 20_000);

  test("once for each, also when all is due in the moments that it takes", async () => {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url, { inFlight: 20 });
    await hooks.happen(60);
    await hooks.dispatch();
    const parts = hooks.parts({ waits: [0, 2, 3600] });
    await hooks.run(id, parts);
    await asked(hooks, pauseSubscription, id);
    await asked(hooks, resumeSubscription, id);
    let pages = 0;
    const later: typeof parts.deliveries.later = (...of) => {
      pages += 1;
      hooks.pass(1);
      return parts.deliveries.later(...of);
    };
    await hooks.run(id, { ...parts, deliveries: { ...parts.deliveries, later } });
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(5);
    expect(receiver.all).toHaveLength(120);
  }, 90_000);

  test.each<When>(["before", "after"])(
    "who does so may be killed %s any of its calls",
    async (when) => {
      for (let nth = 1, isDone = false; !isDone; nth += 1) {
        const { id } = await headOfThree();
        hooks.pass(2);
        await asked(hooks, pauseSubscription, id);
        await asked(hooks, resumeSubscription, id);
        const { parts, died } = mortal(hooks.parts({ waits: [0, 3600, 3600] }), nth, when);
        isDone = await untilDeath(hooks.run(id, parts), died);
        hooks.pass(61);
        await hooks.run(id);
        expect(await statuses(id)).toEqual(["delivered", "delivered", "delivered"]);
        await hooks.unsubscribe();
      }
    },
    60_000,
  );
});

describe("a dead letter that is put back", () => {
  async function givenUp() {
    receiver.behave(() => 500);
    const id = await hooks.subscribe(receiver.url);
    await hooks.happen(1);
    await hooks.dispatch();
    await hooks.run(id, hooks.parts({ waits: [0] }));
    const letter = hooks.letters.find(({ webhook }) => webhook === id);
    if (letter === undefined) throw new Error("no letter");
    receiver.behave(() => 200);
    return { id, letter };
  }

  test("while its subscription is disabled waits there, and is sent when that is resumed", async () => {
    const { id, letter } = await givenUp();
    await asked(hooks, disableSubscription, id);
    await followed(hooks, letter);
    expect(await statuses(id)).toEqual(["pending"]);
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    await followed(hooks, { detail: await asked(hooks, resumeSubscription, id) });
    await hooks.run(id);
    expect(await statuses(id)).toEqual(["delivered"]);
  });

  test("of a subscription that there is not is a dead letter again, and says so", async () => {
    const { letter } = await givenUp();
    const webhook = `${letter.webhook.slice(0, -1)}${letter.webhook.endsWith("0") ? "1" : "0"}`;
    await expect(followed(hooks, { ...letter, webhook })).rejects.toThrow(
      `There is no subscription ${webhook}`,
    );
  });
});
