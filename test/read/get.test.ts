import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { send } from "../support/request.ts";

let business: Business;
let get: HttpHandler;
const route = "GET /leads/{id}";

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: get } = await import("../../functions/read/get.ts"));
});
afterAll(() => business.stop());

const captured = () => business.act(captureLead, { topic: "Chai", lastName: "Anders" });

test("a record is read as it is after its last change, with its version as ETag", async () => {
  const lead = await captured();
  const contacted = await business.act(markContacted, {}, lead.id);
  const { status, headers, body } = await send(get, { route, id: lead.id });
  expect(status).toBe(200);
  expect(headers).toMatchObject({ etag: '"2"', "content-type": "application/json" });
  expect(body).toEqual(contacted);
  expect(body).toMatchObject({ stage: "lead", status: "contacted", version: 2, topic: "Chai" });
});

test.each(['"1"', 'W/"1"', '"7", "1"', "*"])(
  "a caller who has the version already (%s) gets no body",
  async (tag) => {
    const { id } = await captured();
    const answer = await send(get, { route, id, headers: { "if-none-match": tag } });
    expect(answer).toMatchObject({ status: 304, headers: { etag: '"1"' }, body: {} });
  },
);

test("a caller who has an older version gets the record", async () => {
  const { id } = await captured();
  await business.act(markContacted, {}, id);
  const answer = await send(get, { route, id, headers: { "if-none-match": '"1"' } });
  expect(answer).toMatchObject({ status: 200, body: { id, version: 2 } });
});

test.each(["lea_00000000000000000000000000", "quo_00000000000000000000000000", "17", "lea_..", ""])(
  "the id %j names no lead",
  async (id) => {
    const answer = await send(get, { route, id });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json" });
  },
);

test("the id of a record of another stage names no record of this one", async () => {
  const { id } = await captured();
  const answer = await send(get, { route: "GET /quotes/{id}", id });
  expect(answer).toMatchObject({ status: 404, body: { detail: `There is no quote ${id}` } });
});

test.each(["sales", "fulfilment", "finance", "admin"])("the role %s may read", async (role) => {
  const { id } = await captured();
  expect(await send(get, { route, id, groups: `[${role}]` })).toMatchObject({ status: 200 });
});

test("who has no role of the company may read nothing, not even whether there is a record", async () => {
  const { id } = await captured();
  const answer = await send(get, { route, id, groups: "[guests]" });
  const none = await send(get, { route, id: "lea_00000000000000000000000000", groups: "[guests]" });
  expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(none).toMatchObject({ status: 403 });
});

test("a parameter that a read does not know is refused, not ignored", async () => {
  const { id } = await captured();
  const answer = await send(get, { route, id, query: { version: "1" } });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: "invalid_input", errors: [{ pointer: "/version" }] },
  });
});
