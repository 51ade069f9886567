import * as z from "zod";
import { expect, test } from "vitest";
import { gateways, route } from "./gateway-world.ts";

const { start } = await gateways();

const routes = [
  "GET /quotes",
  "GET /quotes/{id}",
  "GET /quotes/open",
  "ANY /quotes/{key}",
  "POST /quotes/{id}/send",
  "GET /quotes/{rest+}",
  "$default",
];

const Parameters = z.object({ pathParameters: z.record(z.string(), z.string()).optional() });

test.each([
  ["GET", "/quotes", "GET /quotes", undefined],
  ["GET", "/quotes/open", "GET /quotes/open", undefined],
  ["GET", "/quotes/quo_1", "GET /quotes/{id}", { id: "quo_1" }],
  ["GET", "/quotes/quo%201", "GET /quotes/{id}", { id: "quo 1" }],
  ["GET", `/quotes/${"x".repeat(500)}`, "GET /quotes/{id}", { id: "x".repeat(500) }],
  ["PUT", "/quotes/quo_1", "ANY /quotes/{key}", { key: "quo_1" }],
  ["POST", "/quotes/quo_1/send", "POST /quotes/{id}/send", { id: "quo_1" }],
  ["GET", "/quotes/a/b/c", "GET /quotes/{rest+}", { rest: "a/b/c" }],
  ["PUT", "/quotes/a/b/c", "$default", undefined],
  ["GET", "/other", "$default", undefined],
])("%s %s goes to %s", async (method, path, routeKey, pathParameters) => {
  const { calls, send } = await start(undefined, { routes: routes.map((key) => route(key)) });
  await send({ method, path });
  expect(calls.map((call) => call.arn)).toEqual([`arn:${routeKey}`]);
  expect(calls[0]?.event).toMatchObject({ routeKey, requestContext: { routeKey, stage: "$default" } });
  expect(Parameters.parse(calls[0]?.event).pathParameters).toEqual(pathParameters);
});

test.each([
  ["GET", "/nothing", 404, "Not Found"],
  ["POST", "/echo", 404, "Not Found"],
  ["GET", "/echo/", 404, "Not Found"],
  ["GET", "/echo/%E0%A4%A", 400, "Bad Request"],
])("without a route, %s %s is %d %s", async (method, path, status, text) => {
  const { send } = await start();
  const answer = await send({ method, path });
  expect(answer).toMatchObject({ status, body: JSON.stringify({ message: text }) });
  expect(answer.headers["content-type"]).toBe("application/json");
});
