import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toItem } from "../../functions/runtime/items.ts";
import { eventKey } from "../../functions/runtime/keys.ts";
import { loadSubscriber } from "../../functions/runtime/webhooks/subscriber.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { someSecret, startWebhooks, WAITS, type Webhooks } from "./webhook-world.ts";

let hooks: Webhooks;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhooks();
});
beforeEach(async () => {
  hooks.ahead = 0;
  receiver = await startReceiver();
  await hooks.unsubscribe();
});
afterEach(() => receiver.stop());
afterAll(() => hooks.stop());

/** A subscription that was sent the events of some leads. */
async function sent(leads: number, more: object = {}) {
  const id = await hooks.subscribe(receiver.url, more);
  const events = await hooks.happen(leads);
  await hooks.dispatch();
  await hooks.run(id);
  return { id, events };
}

const only = async (id: string) => {
  const [delivery] = await hooks.deliveries(id);
  if (delivery === undefined) throw new Error("no delivery");
  return delivery;
};

describe("a receiver that answers well", () => {
  test("gets each event once, signed so that the library of Standard Webhooks verifies it", async () => {
    const { id, events } = await sent(3);
    expect(receiver.ids().toSorted()).toEqual(events.toSorted());
    for (const { headers, body } of receiver.all) {
      const read = new Webhook(hooks.secrets[0] ?? "").verify(body, {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      });
      expect(read).toMatchObject({
        type: "lead.captured",
        data: { id: headers["webhook-id"], stage: "lead" },
      });
      expect(headers).toMatchObject({ "content-type": "application/json" });
    }
    for (const delivery of await hooks.deliveries(id)) {
      expect(delivery).toMatchObject({ status: "delivered", tries: 1, attempts: [{ status: 204 }] });
      expect(delivery.due).toBeUndefined();
    }
    expect(await hooks.parts().deliveries.nextDue(id)).toBeUndefined();
  });
});

describe("a receiver that fails", () => {
  test("is tried again after each wait of the table, and then the delivery is given up and told", async () => {
    receiver.behave(() => 500);
    const { id } = await sent(1);
    for (const wait of WAITS.slice(1)) {
      const { due = "" } = await only(id);
      const ahead = (Date.parse(due) - hooks.now().getTime()) / 1000;
      expect(ahead).toBeGreaterThan(wait - 5);
      expect(ahead).toBeLessThanOrEqual(wait * 1.1);
      const before = receiver.all.length;
      hooks.pass(wait - 5);
      await hooks.run(id);
      expect(receiver.all).toHaveLength(before);
      hooks.pass(wait * 0.1 + 5);
      await hooks.run(id);
      expect(receiver.all).toHaveLength(before + 1);
    }
    const delivery = await only(id);
    expect(delivery).toMatchObject({ status: "failed", tries: 10 });
    expect(delivery.due).toBeUndefined();
    expect(delivery.attempts.map(({ status }) => status)).toEqual(Array(10).fill(500));
    expect(hooks.letters.filter(({ webhook }) => webhook === id)).toEqual([
      expect.objectContaining({ position: delivery.place.position, tries: 10, reason: "The answer was 500" }),
    ]);
  }, 30_000);

  test("gets the same id and body on each try, with the time and the signature of that try", async () => {
    receiver.behave(({ nth }) => (nth < 3 ? 500 : 200));
    const { id } = await sent(1);
    for (const wait of [6, 400]) {
      hooks.pass(wait);
      await hooks.run(id);
    }
    const of = (name: string) => receiver.all.map(({ headers }) => headers[name]);
    expect(new Set(of("webhook-id")).size).toBe(1);
    expect(new Set(receiver.all.map(({ body }) => body)).size).toBe(1);
    expect(new Set(of("webhook-timestamp")).size).toBe(3);
    expect(new Set(of("webhook-signature")).size).toBe(3);
    expect(await only(id)).toMatchObject({ status: "delivered", tries: 3 });
  });

  test("is not believed when it sends on to another address", async () => {
    const other = await startReceiver();
    receiver.behave((_, response) => {
      response.setHeader("location", other.url);
      return 307;
    });
    const { id } = await sent(1);
    expect(other.all).toEqual([]);
    expect(await only(id)).toMatchObject({
      status: "pending",
      tries: 1,
      attempts: [{ status: 307, error: "The answer was 307: redirects are not followed" }],
    });
    await other.stop();
  });

  test("that hangs is waited for no longer than was set, and what it says of it is kept", async () => {
    receiver.behave(() => undefined);
    const { id } = await sent(1);
    const { attempts } = await only(id);
    expect(attempts).toEqual([expect.objectContaining({ error: "There was no answer within 1 s" })]);
    expect(attempts[0]?.ms).toBeGreaterThanOrEqual(990);
    expect(attempts[0]?.ms).toBeLessThan(3000);
  });

  test("that is not there is a failed try like any other", async () => {
    const id = await hooks.subscribe("http://127.0.0.1:1024/nobody");
    await hooks.happen(1);
    await hooks.dispatch();
    await hooks.run(id);
    const error: unknown = expect.stringContaining("ECONNREFUSED");
    expect(await only(id)).toMatchObject({ tries: 1, attempts: [{ error }] });
  });

  test("and writes long answers has the first KB of them kept, cleaned of what cannot be stored", async () => {
    receiver.behave((_, response) => {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`no\u0000way ${"ä".repeat(5000)}`);
      return 500;
    });
    const { id } = await sent(1);
    const [attempt] = (await only(id)).attempts;
    expect(attempt?.answer).toMatch(/^no\uFFFDway ä+$/u);
    expect(Buffer.byteLength(attempt?.answer ?? "")).toBeLessThanOrEqual(1030);
  });
});

describe("a receiver that asks for time", () => {
  const busy = (status: number, after: string) =>
    receiver.behave((_, response) => {
      response.setHeader("retry-after", after);
      return status;
    });

  test.each([
    [429, () => "120", 120],
    [503, () => new Date(hooks.now().getTime() + 240_000).toUTCString(), 240],
    [429, () => "9999999", 86_400],
  ])("by %i is left alone for so long, and that is no try", async (status, after, seconds) => {
    busy(status, after());
    const { id } = await sent(2, { inFlight: 1 });
    expect(receiver.all).toHaveLength(1);
    const [first] = await hooks.deliveries(id);
    expect(first).toMatchObject({ status: "pending", tries: 0, held: 1, attempts: [{ status }] });
    hooks.pass(seconds - 10);
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
    receiver.behave(() => 200);
    hooks.pass(15);
    await hooks.run(id);
    expect((await hooks.deliveries(id)).map((each) => each.status)).toEqual(["delivered", "delivered"]);
  });

  test("for ever is tried as often as any other, after some patience", async () => {
    busy(429, "1");
    const { id } = await sent(1);
    for (let nth = 0; nth < 20; nth += 1) {
      hooks.pass(3);
      await hooks.run(id);
    }
    expect(await only(id)).toMatchObject({ held: 20, tries: 1 });
  }, 20_000);
});

describe("the owner of a subscription", () => {
  const status = async (id: string) => (await loadSubscriber(hooks.world.journal, id))?.state;

  test("is told when the receiver says that it is gone: nothing is sent any more", async () => {
    receiver.behave(() => 410);
    const { id } = await sent(3, { inFlight: 1 });
    expect(receiver.all).toHaveLength(1);
    expect(await status(id)).toMatchObject({ status: "disabled", reason: "gone" });
    hooks.pass(400_000);
    await hooks.run(id);
    expect(receiver.all).toHaveLength(1);
  });

  test("is told when it begins to fail for longer than a restart takes, and when it is well again", async () => {
    receiver.behave(() => 500);
    const { id } = await sent(1);
    expect(await status(id)).toMatchObject({ status: "active" });
    for (const wait of [6, 400]) {
      hooks.pass(wait);
      await hooks.run(id);
    }
    expect(await status(id)).toMatchObject({ status: "failing", lastError: "The answer was 500" });
    receiver.behave(() => 200);
    hooks.pass(2000);
    await hooks.run(id);
    expect(await status(id)).toMatchObject({ status: "active" });
  });

  test("is told after five days without one good answer, and what waits is kept until it is resumed", async () => {
    receiver.behave(() => 500);
    const { id } = await sent(1);
    for (let day = 0; day < 6; day += 1) {
      await hooks.happen(1);
      await hooks.dispatch();
      hooks.pass(86_400);
      await hooks.run(id);
    }
    const state = await status(id);
    expect(state).toMatchObject({ status: "disabled", reason: "failing" });
    const tried = receiver.all.length;
    hooks.pass(86_400);
    await hooks.run(id);
    expect(receiver.all).toHaveLength(tried);
    expect((await hooks.deliveries(id)).filter((each) => each.status === "pending").length).toBeGreaterThan(
      1,
    );
  }, 20_000);
});

test("while two secrets are valid each request is signed with both", async () => {
  const before = someSecret();
  hooks.secrets.push(before);
  await sent(1);
  hooks.secrets.pop();
  const { headers = {}, body = "" } = receiver.all[0] ?? {};
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  for (const secret of [hooks.secrets[0] ?? "", before]) new Webhook(secret).verify(body, signed);
  expect(() => new Webhook(someSecret()).verify(body, signed)).toThrow("No matching signature");
});

test("an event that was erased is sent to nobody, and is no dead letter", async () => {
  const id = await hooks.subscribe(receiver.url, { ordered: true });
  await hooks.happen(1, 1);
  await hooks.dispatch();
  const [first] = await hooks.deliveries(id);
  const { stage = "", record = "", seq = 0 } = first?.place ?? {};
  const Key = toItem(eventKey(stage, record, seq));
  await hooks.engine.client.send(new DeleteItemCommand({ TableName: "journal", Key }));
  await hooks.run(id);
  expect(receiver.ids()).toEqual([`${record}#2`]);
  expect(await hooks.deliveries(id)).toMatchObject([
    { status: "failed", attempts: [{ error: "The event was erased" }] },
    { status: "delivered" },
  ]);
  expect(hooks.letters.filter(({ webhook }) => webhook === id)).toEqual([]);
});
