import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { context, httpEvent } from "../support/request.ts";

let unknown: HttpHandler;

beforeAll(async () => {
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "SILENT");
  ({ handler: unknown } = await import("../../functions/read/unknown.ts"));
});

afterAll(() => void vi.unstubAllEnvs());

/** A request that no route takes: HTTP API leads it to $default, without path parameters and without a caller. */
async function asked(method: string, rawPath: string) {
  const { requestContext, ...event } = httpEvent({ route: `${method} ${rawPath}` });
  const { authorizer: _, ...rest } = requestContext;
  const answer = await unknown(
    { ...event, rawPath, routeKey: "$default", requestContext: { ...rest, routeKey: "$default" } },
    context,
  );
  return { ...answer, body: JSON.parse(answer.body ?? "{}") };
}

test("a path that there is not is not found, with where to look", async () => {
  const answer = await asked("GET", "/invoice-lines");
  expect(answer).toMatchObject({
    statusCode: 404,
    headers: { "content-type": "application/problem+json" },
    body: { code: "not_found", status: 404, traceId: expect.any(String) },
  });
  expect(answer.body.detail).toBe(
    "There is no /invoice-lines: /openapi.json describes every route that there is",
  );
});

test.each([
  ["/lead", "/leads"],
  ["/Leads/lea_1", "/leads/lea_1"],
  ["/opportunity/opp_1/history", "/opportunities/opp_1/history"],
  ["/quotes/", "/quotes"],
])("%s was meant to be %s", async (path, meant) => {
  expect((await asked("GET", path)).body.detail).toContain(`did you mean ${meant}?`);
});

test.each([
  ["DELETE", "/leads/lea_1", ["GET", "PATCH"]],
  ["PUT", "/leads", ["GET", "POST"]],
  ["PUT", "/process/check", ["POST"]],
  ["GET", "/quotes/quo_1/send", ["POST"]],
  ["POST", "/quotes/quo_1/lines", ["PUT"]],
  ["POST", "/deals/dea_1/history", ["GET"]],
  ["POST", "/openapi.json", ["GET"]],
])("%s %s is not allowed, and what is allowed is told", async (method, path, allowed) => {
  expect(await asked(method, path)).toMatchObject({
    statusCode: 405,
    headers: { allow: allowed.join(", ") },
    body: {
      code: "method_not_allowed",
      allowed,
      detail: `${path} cannot be asked with ${method}: use ${allowed.join(" or ")}`,
    },
  });
});

test("an action that only reactions ask is no route", async () => {
  expect(await asked("POST", "/orders/ord_1/note-invoice")).toMatchObject({ statusCode: 404 });
});

test("a path without an id where one belongs is not found", async () => {
  expect(await asked("POST", "/quotes//send")).toMatchObject({ statusCode: 404 });
});

test("a very long path is not given back whole", async () => {
  const { statusCode, body } = await asked("GET", `/${"x".repeat(5000)}`);
  expect(statusCode).toBe(404);
  expect(body.detail.length).toBeLessThan(300);
});
