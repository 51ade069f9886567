import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  createSubscription,
  redeliverSubscription,
  rotateSecret,
  testSubscription,
  updateSubscription,
} from "../../domain/subscription/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { http } from "../../functions/runtime/http.ts";
import { getRecord } from "../../functions/runtime/read/get.ts";
import { recordHistory } from "../../functions/runtime/read/history.ts";
import { readAllowed } from "../../functions/runtime/webhooks/address.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import { newDelivery } from "../../functions/runtime/webhooks/delivery.ts";
import { openDeliveries } from "../../functions/runtime/webhooks/store.ts";
import { checkedTarget, knownDelivery, shownSecret } from "../../functions/runtime/webhooks/around.ts";
import { openTargets } from "../../functions/runtime/webhooks/target.ts";
import { type Kms, startKms } from "../../local/kms/kms.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { send } from "../support/request.ts";

const arn = "arn:aws:kms:us-east-1:000000000000:key/hooks";
const folder = mkdtempSync(join(tmpdir(), "salesline-keys-"));
writeFileSync(join(folder, "hooks"), "5a".repeat(32));

let engine: Engine;
let kms: Kms;
let create: HttpHandler;
let update: HttpHandler;
let rotate: HttpHandler;
let tried: HttpHandler;
let redeliver: HttpHandler;
/** What names lead to, as it is at the moment. */
const names = new Map<string, readonly string[]>();

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  kms = await startKms({ folder, keys: [arn] });
  vi.stubEnv("TABLE_NAME", "journal");
  vi.stubEnv("WEBHOOK_KEY", arn);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_KMS", kms.url);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  const targets = openTargets(readAllowed("127.0.0.1/32"), async (host) => names.get(host) ?? []);
  create = http(createSubscription, { ...checkedTarget(targets), ...shownSecret() });
  update = http(updateSubscription, checkedTarget(targets));
  rotate = http(rotateSecret, shownSecret());
  tried = http(testSubscription, checkedTarget(targets));
  redeliver = http(redeliverSubscription, knownDelivery());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await kms.stop();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const url = "https://books.example/hook";
const admin = { groups: "[admin]" };
const make = (body: object = {}, headers: Record<string, string> = {}) =>
  send(create, {
    ...admin,
    route: "POST /subscriptions",
    body: { url, types: ["invoice.issued"], ...body },
    headers,
  });

async function made(): Promise<string> {
  names.set("books.example", ["8.8.8.8"]);
  return String((await make()).body["id"]);
}

describe("the secret of a subscription", () => {
  test("is shown when it is made, the same again to the same key, and by no read", async () => {
    names.set("books.example", ["8.8.8.8"]);
    const first = await make({}, { "idempotency-key": "one" });
    expect(first).toMatchObject({ status: 201, headers: { "cache-control": "no-store" } });
    const { id, secret } = first.body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await make({}, { "idempotency-key": "one" });
    expect(again).toMatchObject({ status: 201, headers: { "idempotency-replayed": "true" } });
    expect(again.body).toEqual(first.body);
    const { body } = await send(getRecord(), { ...admin, route: "GET /subscriptions/{id}", id: String(id) });
    expect(body).toMatchObject({ id, status: "active", url });
    const told = await send(recordHistory(), {
      ...admin,
      route: "GET /subscriptions/{id}/history",
      id: String(id),
    });
    expect(JSON.stringify([body, told.body])).not.toMatch(/whsec|secret":/);
    expect((await make()).body["secret"]).not.toBe(secret);
  });

  test("is another one after each rotation; a repeat of an older one shows the older", async () => {
    const id = await made();
    const turn = (key: string) =>
      send(rotate, {
        ...admin,
        route: "POST /subscriptions/{id}/rotate-secret",
        id,
        headers: { "idempotency-key": key },
      });
    const second = await turn("turn-2");
    const third = await turn("turn-3");
    expect([second.body["generation"], third.body["generation"]]).toEqual([2, 3]);
    expect(second.body["secret"]).not.toBe(third.body["secret"]);
    expect((await turn("turn-2")).body).toEqual(second.body);
  });

  test("is not shown to who may not ask", async () => {
    const { status, body } = await send(create, {
      route: "POST /subscriptions",
      body: { url, types: ["*"] },
    });
    expect([status, body["secret"]]).toEqual([403, undefined]);
  });
});

describe("an address that leads inwards", () => {
  const inward = ["10.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254"];

  test.each(inward)("is refused when it is set: %s", async (address) => {
    names.set("inward.example", ["8.8.8.8", address]);
    const there = { url: "https://inward.example/" };
    const created = await make(there);
    expect(created).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    expect(created.body["errors"]).toEqual([{ pointer: "/url", detail: expect.stringContaining(address) }]);
    const id = await made();
    const changed = await send(update, { ...admin, route: "PATCH /subscriptions/{id}", id, body: there });
    expect(changed).toMatchObject({ status: 400, body: { errors: [{ pointer: "/url" }] } });
  });

  test("is refused when a test is asked for, though it was fine when it was set", async () => {
    const id = await made();
    const ask = () => send(tried, { ...admin, route: "POST /subscriptions/{id}/test", id });
    expect((await ask()).status).toBe(200);
    names.set("books.example", ["127.0.0.1", "10.0.0.1"]);
    expect(await ask()).toMatchObject({ status: 400 });
    const other = await send(update, {
      ...admin,
      route: "PATCH /subscriptions/{id}",
      id,
      body: { inFlight: 3 },
    });
    expect(other).toMatchObject({ status: 200, body: { inFlight: 3 } });
  });

  test("is no reason to answer a repeat otherwise than at first", async () => {
    names.set("books.example", ["8.8.8.8"]);
    const first = await make({}, { "idempotency-key": "moved" });
    names.set("books.example", ["10.0.0.1"]);
    expect((await make({}, { "idempotency-key": "moved" })).body).toEqual(first.body);
    expect((await make({}, { "idempotency-key": "new" })).status).toBe(400);
    const otherwise = await make({ inFlight: 2 }, { "idempotency-key": "moved" });
    expect(otherwise).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  test("comes after what is wrong with the body itself, and unknown subscriptions are not found", async () => {
    names.set("inward.example", ["10.0.0.1"]);
    const { body } = await make({ url: "https://inward.example/", types: ["quote.won"], surprise: 1 });
    expect(body["errors"]).toMatchObject([{ pointer: "/types/0" }, { pointer: "/surprise" }]);
    const id = "whk_0000000009";
    expect((await send(tried, { ...admin, route: "POST /subscriptions/{id}/test", id })).status).toBe(404);
  });
});

test("a delivery that is to be sent again must be one of the subscription, and there", async () => {
  const [id, other] = [await made(), await made()];
  const at = "2026-11-23T09:00:00.000Z";
  const told = { type: "lead.captured", stage: "lead", record: "lea_1", seq: 1, deal: "dea_1", size: 1 };
  const place = { position: 7, at, fed: at, ...told };
  const deliveries = openDeliveries(engine.client, "journal", openJournal(engine.client, "journal"));
  await deliveries.move(other, [{ after: newDelivery(place, false, new Date()) }]);
  const again = (of: string, body: object) =>
    send(redeliver, { ...admin, route: "POST /subscriptions/{id}/redeliver", id: of, body });
  const refused = await again(id, { delivery: "dlv_7" });
  expect(refused).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  expect(refused.body["errors"]).toMatchObject([
    { pointer: "/delivery", detail: expect.stringContaining("There is no delivery dlv_7") },
  ]);
  expect((await again(other, { delivery: "dlv_7" })).status).toBe(200);
  expect((await again(other, { delivery: "evt_7" })).body["errors"]).toMatchObject([
    { pointer: "/delivery" },
  ]);
  expect((await again("whk_0000000009", { delivery: "dlv_7" })).status).toBe(404);
});
