import { get } from "node:http";
import { expect, test, vi } from "vitest";
import { gateways, route } from "./gateway-world.ts";

const { start } = await gateways();
const routes = [route("GET /feed"), route("GET /work")];
const crowd = { most: 2, few: 1, patienceMs: 10 };

test("who waits for what is to come is not slow: nobody is turned away for it", async () => {
  let answerAll = () => {};
  const later = new Promise<void>((resolve) => (answerAll = resolve));
  const { send, calls } = await start(
    async ({ arn }) => {
      if (arn === "arn:GET /feed") await later;
      return { statusCode: 200 };
    },
    { routes, crowd },
  );
  const waiting = [
    ...Array.from({ length: 3 }, () => send({ path: "/feed?wait=20" })),
    ...Array.from({ length: 3 }, () => send({ path: "/feed", headers: { accept: "text/event-stream" } })),
  ];
  await vi.waitUntil(() => calls.length === 6);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await send({ path: "/work" })).toMatchObject({ status: 200 });
  answerAll();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
});

test("the wait ends when the caller hangs up", async () => {
  const { port, calls } = await start(() => new Promise(() => {}), { routes });
  const caller = get({ host: "127.0.0.1", port, path: "/feed?wait=20" });
  caller.on("error", () => {});
  await vi.waitUntil(() => calls.length === 1);
  const signal = calls[0]?.context?.signal;
  expect(signal?.aborted).toBe(false);
  caller.destroy();
  await vi.waitUntil(() => signal?.aborted === true);
});

test("the stop does not wait for who waits", async () => {
  const { gateway, send, calls } = await start(() => new Promise(() => {}), { routes });
  const waiting = send({ path: "/feed?wait=20" }).then(
    () => "answered",
    () => "broken off",
  );
  await vi.waitUntil(() => calls.length === 1);
  const begun = performance.now();
  await gateway.stop();
  expect(performance.now() - begun).toBeLessThan(1500);
  expect(await waiting).toBe("broken off");
});

test("no more wait at the same time than this machine has room for", async () => {
  let answerAll = () => {};
  const later = new Promise<void>((resolve) => (answerAll = resolve));
  const { send, calls } = await start(() => later.then(() => ({ statusCode: 200 })), { routes });
  const waiting = Array.from({ length: 24 }, () => send({ path: "/feed?wait=20" }));
  await vi.waitUntil(() => calls.length === 24);
  expect(await send({ path: "/feed?wait=20" })).toMatchObject({ status: 503 });
  answerAll();
  await Promise.all(waiting);
});
