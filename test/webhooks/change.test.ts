import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setTimeout as sleep } from "node:timers/promises";
import { pauseSubscription } from "../../domain/subscription/actions.ts";
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
