import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { http } from "../../functions/runtime/http.ts";
import { freePort } from "../../local/engines/port.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { context, send } from "../support/request.ts";

const Address = z.object({ port: z.number() });

let engine: Engine;
let capture: HttpHandler;
let change: HttpHandler;
let contact: HttpHandler;
let qualify: HttpHandler;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  vi.stubEnv("TABLE_NAME", "journal");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  [capture, change, contact, qualify] = [
    http(captureLead),
    http(changeLead),
    http(markContacted),
    http(qualifyLead),
  ];
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

const POST = {
  route: "POST /leads",
  body: { topic: "Chai", lastName: "Anders", email: "maria@example.com", process: "lean" },
};
const lead = async () => String((await send(capture, POST)).body["id"]);

describe("an answer", () => {
  test("to creating is 201 with the record, its place and its version", async () => {
    const { status, headers, body } = await send(capture, POST);
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: `/leads/${String(body["id"])}`, etag: '"1"' });
    expect(body).toMatchObject({ stage: "lead", status: "new", version: 1, topic: "Chai", source: "manual" });
    expect(body["createdAt"]).toBe(body["updatedAt"]);
  });

  test("to an action is 200 with the record and the ids that will exist", async () => {
    const id = await lead();
    const { status, body } = await send(qualify, { route: "POST /leads/{id}/qualify", id });
    const suffix = id.slice("lea_".length);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "qualified",
      next: { contact: `con_${suffix}`, opportunity: `opp_${suffix}` },
    });
  });

  test("to a repeat with the same Idempotency-Key is the same", async () => {
    const sent = { ...POST, headers: { "idempotency-key": "form-17" } };
    const [first, second] = await Promise.all([send(capture, sent), send(capture, sent)]);
    const third = await send(capture, sent);
    expect(second.body).toEqual(first.body);
    expect(third).toMatchObject({
      status: 201,
      body: first.body,
      headers: { "idempotency-replayed": "true" },
    });
  });

  test("to the same Idempotency-Key with another body is 409 conflict", async () => {
    const headers = { "idempotency-key": "form-18" };
    await send(capture, { ...POST, headers });
    const other = await send(capture, { ...POST, headers, body: { ...POST.body, topic: "Chang" } });
    expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
  });
});

describe("a problem", () => {
  const cases: readonly [string, Parameters<typeof send>[1], number, object][] = [
    [
      "an unknown field",
      { ...POST, body: { ...POST.body, colour: 1 } },
      400,
      { code: "invalid_input", errors: [{ pointer: "/colour" }] },
    ],
    [
      "a wrong type",
      { ...POST, body: { ...POST.body, topic: 7 } },
      400,
      { code: "invalid_input", errors: [{ pointer: "/topic" }] },
    ],
    [
      "a field deep inside",
      { ...POST, body: { ...POST.body, budget: { minor: 1.5, currency: "EUR" } } },
      400,
      { errors: [{ pointer: "/budget/minor" }] },
    ],
    ["malformed JSON", { ...POST, raw: "{" }, 400, { code: "invalid_input", errors: [{ pointer: "" }] }],
    [
      "a body that is no object",
      { ...POST, raw: "[]" },
      400,
      { code: "invalid_input", errors: [{ pointer: "" }] },
    ],
    [
      "a prototype key",
      { ...POST, raw: '{"topic":"x","lastName":"y","__proto__":{"a":1}}' },
      400,
      { code: "invalid_input" },
    ],
    [
      "another content type",
      { ...POST, headers: { "content-type": "text/plain" } },
      415,
      { code: "unsupported_media_type" },
    ],
    ["a body over 256 KB", { ...POST, body: { topic: "x".repeat(262_145) } }, 413, { code: "too_large" }],
    [
      "a bad Idempotency-Key",
      { ...POST, headers: { "idempotency-key": "a b" } },
      400,
      { code: "invalid_input" },
    ],
    [
      "the wrong role",
      { ...POST, groups: "[finance fulfilment]" },
      403,
      { code: "forbidden", allowed: ["sales", "admin"] },
    ],
    ["no role at all", { ...POST, groups: "[]" }, 403, { code: "forbidden" }],
  ];
  test.for(cases)("for %s", async ([, sent, status, body]) => {
    const answer = await send(capture, sent);
    expect(answer).toMatchObject({ status, body: { ...body, status } });
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body["traceId"]).toMatch(/^1-/);
  });

  test("for an If-Match with an old version is 412, and with the current one there is none", async () => {
    const id = await lead();
    const route = "POST /leads/{id}/mark-contacted";
    expect(await send(contact, { route, id, headers: { "if-match": '"1"' } })).toMatchObject({ status: 200 });
    const patch = { route: "PATCH /leads/{id}", id, body: { need: "tea" } };
    expect(await send(change, { ...patch, headers: { "if-match": '"1"' } })).toMatchObject({
      status: 412,
      body: { code: "stale" },
    });
    expect(await send(change, { ...patch, headers: { "if-match": '"2"' } })).toMatchObject({
      status: 200,
      headers: { etag: '"3"' },
    });
    expect(await send(change, { ...patch, headers: { "if-match": "two" } })).toMatchObject({ status: 400 });
  });

  test("for a record that is not there, or an id of another kind, is 404", async () => {
    const route = "POST /leads/{id}/mark-contacted";
    for (const id of ["lea_00000000000000000000000000", "quo_00000000000000000000000000", "lea_"]) {
      expect(await send(contact, { route, id })).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });

  test("for an action that the status does not allow is 409 and says what would be", async () => {
    const id = await lead();
    const route = "POST /leads/{id}/mark-contacted";
    await send(contact, { route, id });
    expect(await send(contact, { route, id })).toMatchObject({
      status: 409,
      body: { code: "wrong_state", allowed: ["new"], details: { status: "contacted" } },
    });
  });

  test("for a fault says the trace id and nothing else", async () => {
    vi.stubEnv("TABLE_NAME", "no-such-table");
    const broken = http(captureLead);
    vi.stubEnv("TABLE_NAME", "journal");
    const { status, body } = await send(broken, POST);
    expect(status).toBe(500);
    expect(Object.keys(body).toSorted()).toEqual(["code", "status", "title", "traceId", "type"]);
  });

  describe("when the table", () => {
    const askAgain = { status: 503, headers: { "retry-after": "2" }, body: { code: "unavailable" } };
    const captureOn = async (port: number, here = context) => {
      // Where the table is, is read with the first request.
      vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", `http://127.0.0.1:${port}`);
      const answer = await send(http(captureLead), POST, here);
      vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
      return answer;
    };

    test("is away says to ask again in a moment", async () => {
      expect(await captureOn(await freePort())).toMatchObject(askAgain);
    });

    test("does not answer, says so before the time of the function is over", async () => {
      const silent = createServer(() => undefined);
      await once(silent.listen(0, "127.0.0.1"), "listening");
      const { port } = Address.parse(silent.address());
      const soonOver = { ...context, getRemainingTimeInMillis: () => 600 };
      expect(await captureOn(port, soonOver)).toMatchObject(askAgain);
      silent.close();
      silent.closeAllConnections();
    });
  });
});
