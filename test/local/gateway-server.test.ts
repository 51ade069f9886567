import { Agent } from "node:http";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { gateways } from "./gateway-world.ts";

const { start } = await gateways();

test("health is 200 when, and only when, all is well", async () => {
  let ok = true;
  const { send } = await start(undefined, {
    health: async () => ({ ok, parts: { bus: ok || "not connected" } }),
  });
  expect(await send({ path: "/health" })).toMatchObject({
    status: 200,
    body: '{"ok":true,"parts":{"bus":true}}',
  });
  ok = false;
  expect(await send({ path: "/health" })).toMatchObject({
    status: 503,
    body: '{"ok":false,"parts":{"bus":"not connected"}}',
  });
});

test("a token for roles is accepted by the routes", async () => {
  const { send, calls } = await start();
  const body = JSON.stringify({ roles: ["sales", "finance"], subject: "ana" });
  const answer = await send({ method: "POST", path: "/local/token" }, body);
  const { token } = JSON.parse(answer.body);
  await send({ method: "POST", path: "/guarded", headers: { authorization: `Bearer ${token}` } });
  expect(calls[0]).toMatchObject({
    event: {
      requestContext: {
        authorizer: { jwt: { claims: { sub: "ana", "cognito:groups": "[sales finance]" } } },
      },
    },
  });
});

test.each([
  ['{"roles":["sales","boss"]}', "/roles/1"],
  ['{"roles":"sales"}', "/roles"],
  ["{}", "/roles"],
  ['{"roles":[],"subject":1}', "/subject"],
  ['{"roles":[],"extra":1}', "/extra"],
  ["{", ""],
  ["", ""],
])("asking for a token with %s is refused and names %j", async (body, pointer) => {
  const { send } = await start();
  const answer = await send({ method: "POST", path: "/local/token" }, body);
  expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/problem+json" } });
  expect(JSON.parse(answer.body)).toMatchObject({
    status: 400,
    code: "invalid_input",
    errors: [{ pointer }],
  });
});

test("no token is given to a page that reaches this machine under another name", async () => {
  const { send } = await start();
  const headers = { host: "evil.example:3000" };
  const answer = await send({ method: "POST", path: "/local/token", headers }, '{"roles":["admin"]}');
  expect(answer.status).toBe(403);
});

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

test("a taken port is told by its code", async () => {
  const { port } = await start();
  await expect(start(undefined, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("it listens on the loopback address and nowhere else", async () => {
  const { send } = await start();
  expect((await send({ host: "127.0.0.1", path: "/health" })).status).toBe(200);
  await expect(send({ host: "127.0.0.2", path: "/health" })).rejects.toThrow(/connect/);
});

test("the stop answers what is under way and closes idle and silent connections", async () => {
  let release: (() => void) | undefined;
  const { gateway, send, port, calls } = await start(
    () => new Promise((resolve) => (release = () => resolve({ statusCode: 200, body: "done" }))),
  );
  const silent = connect(port, "127.0.0.1");
  const closed = new Promise((resolve) => silent.on("close", resolve));
  const underWay = send({ path: "/echo", agent });
  await expect.poll(() => calls).toHaveLength(1);
  const stopped = gateway.stop();
  release?.();
  expect(await underWay).toMatchObject({ status: 200, body: "done" });
  await Promise.all([stopped, closed]);
  await expect(send({ path: "/echo" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
