import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatch } from "../../functions/runtime/webhooks/dispatch.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
beforeAll(async () => {
  hooks = await startWebhooks();
}, 60_000);
afterAll(() => hooks.stop());

const SUBSCRIPTIONS = 25;
const EVENTS = 100;

test("where many subscribe, the cursor moves before all of a page is done, and nobody misses anything of it", async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < SUBSCRIPTIONS; nth += 1) {
    ids.push(await hooks.subscribe(`http://127.0.0.1:4009/${nth}`));
  }
  await hooks.happen(EVENTS);
  const parts = hooks.parts();
  const end = await parts.feed.end();
  expect(await dispatch(parts, () => false)).toBe(false);
  expect(await parts.cursor.read()).toBeGreaterThan(0);
  expect(await parts.cursor.read()).toBeLessThan(end);
  await hooks.dispatch();
  expect(await parts.cursor.read()).toBe(end);
  for (const id of ids) expect(await hooks.deliveries(id)).toHaveLength(EVENTS);
}, 60_000);
