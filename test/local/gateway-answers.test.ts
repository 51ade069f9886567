import { describe, expect, test } from "vitest";
import type { CrowdLimits } from "../../local/gateway/crowd.ts";
import { gateways } from "./gateway-world.ts";

const { start } = await gateways();

test.each([
  [
    { statusCode: 201, headers: { Location: "/a", "X-N": 1 }, body: "x" },
    201,
    "x",
    { location: "/a", "x-n": "1" },
  ],
  [{ statusCode: "202", body: "x" }, 202, "x", { "content-type": "text/plain;charset=UTF-8" }],
  [{ statusCode: 200, body: "w6Q=", isBase64Encoded: true }, 200, "ä", { "content-length": "2" }],
  [{ statusCode: 200, cookies: ["a=1", "b=2"] }, 200, "", { "set-cookie": ["a=1", "b=2"] }],
  [{ statusCode: 204 }, 204, "", {}],
  [{ hello: 1 }, 200, '{"hello":1}', { "content-type": "application/json" }],
  ["hello", 200, "hello", { "content-type": "application/json" }],
  [null, 200, "null", { "content-type": "application/json" }],
])("an answer %j is %d", async (payload, status, body, headers) => {
  const { send } = await start(() => payload);
  expect(await send({ path: "/echo" })).toMatchObject({ status, body, headers });
});

test.each([
  { statusCode: 99 },
  { statusCode: "ok" },
  { statusCode: 200, body: { no: "text" } },
  { statusCode: 200, headers: { a: {} } },
  { statusCode: 200, headers: { "x-a": "line\nbreak" } },
])("a malformed answer %j is 500", async (payload) => {
  const { send } = await start(() => payload);
  const answer = await send({ path: "/echo" });
  expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
});

test("a function that fails is 500 without a word of why", async () => {
  const failed = { ok: false, errorType: "Error", errorMessage: "secret" } as const;
  const { send } = await start(undefined, { invoke: async () => failed });
  expect(await send({ path: "/echo" })).toMatchObject({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  });
});

test("a function that does not answer in time is 503", async () => {
  const { send } = await start(() => new Promise(() => {}), { integrationTimeoutMs: 20 });
  expect(await send({ path: "/echo" })).toMatchObject({
    status: 503,
    body: '{"message":"Service Unavailable"}',
  });
});

describe("when there are more requests than can be answered in time", () => {
  const waiting = async (crowd: CrowdLimits) => {
    const done = Promise.withResolvers<void>();
    const { send, calls } = await start(
      async () => {
        await done.promise;
        return { statusCode: 200 };
      },
      { crowd },
    );
    const inside = [1, 2, 3].map(() => send({ path: "/echo" }));
    await expect.poll(() => calls.length).toBe(3);
    const end = async () => {
      done.resolve();
      expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await send({ path: "/echo" })).toMatchObject({ status: 200 });
      expect(calls).toHaveLength(4);
    };
    return { send, end };
  };
  const comeBack = { status: 503, headers: { "retry-after": expect.stringMatching(/^[12]$/) } };

  test("those beyond the most are told when to come back, and the others are answered", async () => {
    const { send, end } = await waiting({ most: 3, few: 1, patienceMs: 60_000 });
    expect(await send({ path: "/echo" })).toMatchObject(comeBack);
    expect(await send({ path: "/echo" })).toMatchObject(comeBack);
    await end();
  });

  test("nobody is added to those who wait for too long already", async () => {
    const { send, end } = await waiting({ most: 100, few: 3, patienceMs: 0 });
    expect(await send({ path: "/echo" })).toMatchObject(comeBack);
    await end();
  });
});

test("a body over 10 MB is 413 before it was sent, also when its length was not announced", async () => {
  const { send, calls } = await start();
  const announced = { "content-length": 11 * 1024 * 1024, "content-type": "text/plain" };
  const tooLong = { status: 413, body: '{"message":"Request Too Long"}' };
  const body = Buffer.alloc(11 * 1024 * 1024, "x");
  expect(await send({ method: "POST", path: "/echo/x", headers: announced }, body)).toMatchObject(tooLong);
  const chunked = { "transfer-encoding": "chunked", "content-type": "text/plain" };
  expect(await send({ method: "POST", path: "/echo/x", headers: chunked }, body)).toMatchObject(tooLong);
  expect(calls).toEqual([]);
});

test("what may have written wakes the stream, what reads does not", async () => {
  let woken = 0;
  const { send } = await start(undefined, { wake: () => void (woken += 1) });
  await send({ path: "/echo" });
  expect(woken).toBe(0);
  await send({ method: "POST", path: "/echo/x" });
  expect(woken).toBe(1);
});
