import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { subscriptionDeliveries } from "../../functions/runtime/webhooks/log.ts";
import { context, httpEvent } from "../support/request.ts";
import { startReceiver } from "./receiver.ts";
import { startWebhooks, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let log: HttpHandler;
beforeAll(async () => {
  hooks = await startWebhooks();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", hooks.engine.endpoint);
  vi.stubEnv("TABLE_NAME", "journal");
  log = subscriptionDeliveries();
});
afterAll(() => hooks.stop());

const Page = z.object({
  items: z.array(z.looseObject({ id: z.string(), event: z.string(), status: z.string() })),
  cursor: z.string().optional(),
});

async function read(id: string, query: Record<string, string> = {}, groups = "[admin]") {
  const route = "GET /subscriptions/{id}/deliveries";
  const { statusCode = 0, body = "" } = await log(httpEvent({ route, id, query, groups }), context);
  return { status: statusCode, body: z.looseObject({}).parse(JSON.parse(body)) };
}

async function all(id: string, query: Record<string, string>) {
  const found: z.output<typeof Page>["items"] = [];
  let cursor: string | undefined;
  do {
    const { body } = await read(id, { ...query, ...(cursor !== undefined && { cursor }) });
    const page = Page.parse(body);
    found.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return found;
}

test("an admin reads what was sent, newest first, page by page, with each try and its answer", async () => {
  const receiver = await startReceiver(({ body }, response) => {
    const status = body.includes('"seq":2,') ? 500 : 200;
    response.writeHead(status).end("as you like");
    return status;
  });
  const id = await hooks.subscribe(receiver.url);
  const events = await hooks.happen(5, 1);
  await hooks.dispatch();
  await hooks.run(id);
  const found = await all(id, { limit: "3" });
  expect(found.map(({ event }) => event).toSorted()).toEqual(events.toSorted());
  const positions = found.map((each) => Number(each.id.slice(4)));
  expect(positions).toEqual(positions.toSorted((a, b) => b - a));
  const pending = await all(id, { status: "pending", limit: "2" });
  expect(pending).toHaveLength(5);
  expect(pending[0]).toMatchObject({
    type: "lead.changed",
    tries: 1,
    nextTry: expect.any(String),
    attempts: [{ status: 500, error: "The answer was 500", answer: "as you like" }],
  });
  expect(await all(id, { status: "failed" })).toEqual([]);
  await receiver.stop();
});

test("nobody else reads it, and what is asked wrongly is refused by its name", async () => {
  const id = await hooks.subscribe("http://127.0.0.1:4000/");
  expect((await read(id, {}, "[sales]")).status).toBe(403);
  expect((await read("whk_01JZX5V7RWDN3Y2C8F4K6M9T0B")).status).toBe(404);
  expect((await read("nonsense")).status).toBe(404);
  const wrong = await read(id, { status: "lost" });
  expect(wrong).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("pending, delivered, failed") },
  });
  expect((await read(id, { cursor: "abc" })).status).toBe(400);
  expect((await read(id)).body).toEqual({ items: [] });
});
