import { afterEach, expect, test } from "vitest";
import { signed } from "../../functions/runtime/webhooks/sign.ts";
import { messageOf } from "../../functions/runtime/webhooks/receiver.ts";
import { listeners } from "./listener.ts";
import { someSecret } from "./webhook-world.ts";

const listening = listeners();
afterEach(() => listening.stopAll());

const event = JSON.stringify({
  id: "quo_01JZX5V7RWDN3Y2C8F4K6M9T0B#3",
  type: "quote.accepted",
  v: 1,
  stage: "quote",
  record: "quo_01JZX5V7RWDN3Y2C8F4K6M9T0B",
  seq: 3,
  at: "2026-11-26T12:00:00.000Z",
  actor: { type: "user", id: "ann" },
  deal: "dea_01JZX5V7RWDN3Y2C8F4K6M9T0B",
  traceId: "1-test",
  data: {},
});

async function send(url: string, secret: string, format: "standard" | "cloudevents" = "standard") {
  const { body, type } = messageOf(format, event);
  const id = "quo_01JZX5V7RWDN3Y2C8F4K6M9T0B#3";
  const headers = { "content-type": type, ...signed({ id, body, secrets: [secret] }, new Date()) };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

const urlIn = (line: string) => /http:\S+\//.exec(line)?.[0] ?? "";

test("the receiver prints what arrives, tells repeats, and is loud about a wrong signature", async () => {
  const secret = someSecret();
  const program_ = listening.start("--secret", secret, "--port", "0");
  const url = urlIn(await program_.line(/Waiting/));
  expect(await send(url, secret)).toBe(204);
  expect(await program_.line(/try 1/)).toMatch(
    /quote\.accepted +quo_01JZX5V7RWDN3Y2C8F4K6M9T0B  seq 3  deal dea_01JZX5V7RWDN3Y2C8F4K6M9T0B  try 1  -> 204/,
  );
  expect(await send(url, secret, "cloudevents")).toBe(204);
  expect(await program_.line(/try 2/)).toContain("quo_01JZX5V7RWDN3Y2C8F4K6M9T0B  seq 3");
  expect(await send(url, someSecret())).toBe(401);
  expect(await program_.line(/WRONG SIGNATURE/)).toContain("-> 401");
  expect(await program_.stop()).toBe(0);
}, 30_000);

test("the receiver fails as often as it is told", async () => {
  const secret = someSecret();
  const program_ = listening.start("--secret", secret, "--port", "0", "--fail", "100");
  const url = urlIn(await program_.line(/Waiting/));
  expect(await send(url, secret)).toBe(500);
  expect(await program_.line(/try 1/)).toContain("-> 500");
}, 30_000);

test("the receiver says in one line what it cannot do", async () => {
  const nobody = listening.start("--url", "http://127.0.0.1:9", "--port", "0");
  expect(await nobody.line(/npm start/)).toMatch(
    /^No Salesline answers at http:\/\/127\.0\.0\.1:9 .*say --url$/,
  );
  const wrong = listening.start("--fail", "200");
  expect(await wrong.line(/--fail/)).toBe("--fail must be per cent, 0 to 100");
  expect((await Promise.all([nobody.ended, wrong.ended])).map(([code]) => Number(code))).toEqual([1, 1]);
}, 30_000);
