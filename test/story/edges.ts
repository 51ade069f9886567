import { beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../local/client/answers.ts";
import type { Person, Request } from "../../local/client/client.ts";
import { createIssuer } from "../../local/gateway/tokens.ts";
import type { System } from "./system.ts";

const lead = { topic: "Chai", lastName: "Anders" };
const problemOf = (body: unknown) => {
  const { code, errors = [] } = Problem.parse(body);
  return [code, ...errors.map(({ pointer }) => pointer)].join(" ");
};

/** What is asked wrongly, by the wrong people, too late, or twice. */
export const tellEdges = (use: () => System): void => {
  let sales: Person;

  beforeAll(() => {
    sales = use().crew.sales;
  });

  describe("what is asked wrongly is refused as what it is", () => {
    const cases: readonly (readonly [string, string, Request, number, string])[] = [
      ["an unknown field", "/leads", { body: { ...lead, nme: 1 } }, 400, "invalid_input /nme"],
      [
        "a wrong type",
        "/leads",
        { body: { ...lead, budget: { minor: "1", currency: "EUR" } } },
        400,
        "invalid_input /budget/minor",
      ],
      ["malformed JSON", "/leads", { text: '{"topic":' }, 400, "invalid_input "],
      ["a body over 256 KB", "/leads", { body: { ...lead, note: "x".repeat(262_144) } }, 413, "too_large"],
      [
        "a wrong content type",
        "/leads",
        { text: "topic=Chai", headers: { "content-type": "text/plain" } },
        415,
        "unsupported_media_type",
      ],
      ["an unknown route", "/leeds", { body: lead }, 404, "not_found"],
      ["an unknown record", "/leads/lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB/qualify", { body: {} }, 404, "not_found"],
    ];
    test.each(cases)("%s", async (_, path, request, status, problem) => {
      const answer = await sales.send("POST", path, request);
      expect([answer.status, problemOf(answer.body)]).toEqual([status, problem]);
      expect(answer.headers["content-type"]).toMatch("application/problem+json");
    });
  });

  describe("who may ask", () => {
    test("nobody without a token", async () => {
      expect((await use().client.nobody.send("POST", "/leads", { body: lead })).status).toBe(401);
    });

    test("nobody with a token that another key has signed", async () => {
      const { issuer, spec } = use().runtime;
      const forged = await (await createIssuer(spec.routes)).issue({ roles: ["sales"] });
      const real = await issuer.issue({ roles: ["sales"] });
      const { bearer } = use().client;
      expect((await bearer(forged).send("POST", "/leads", { body: lead })).status).toBe(401);
      expect((await bearer(real).send("POST", "/leads", { body: lead })).status).toBe(201);
    });

    test("nobody whose role the action does not name", async () => {
      const answer = await use().crew.finance.send("POST", "/leads", { body: lead });
      expect([answer.status, problemOf(answer.body)]).toEqual([403, "forbidden"]);
    });
  });

  test("a change that was decided on an old version is refused", async () => {
    const { id } = await sales.ask("POST", "/leads", lead);
    const change = (version: string, need: string) =>
      sales.send("PATCH", `/leads/${id}`, { body: { need }, headers: { "if-match": version } });
    const first = await change('"1"', "Tea");
    expect([first.status, first.headers["etag"]]).toEqual([200, '"2"']);
    const late = await change('"1"', "Coffee");
    expect([late.status, problemOf(late.body)]).toEqual([412, "stale"]);
  });

  test("a key that was used for another body is refused", async () => {
    const headers = { "idempotency-key": "used-twice" };
    await sales.send("POST", "/leads", { body: lead, headers });
    const other = await sales.send("POST", "/leads", { body: { ...lead, topic: "Tea" }, headers });
    expect([other.status, problemOf(other.body)]).toEqual([409, "conflict"]);
  });

  test("a repeat after the record has moved on gets the first answer again", async () => {
    const headers = { "idempotency-key": "contact-once" };
    const { id } = await sales.ask("POST", "/leads", lead);
    const contacted = () => sales.send("POST", `/leads/${id}/mark-contacted`, { body: {}, headers });
    const first = await contacted();
    await sales.ask("PATCH", `/leads/${id}`, { need: "Tea" });
    const again = await contacted();
    expect([again.status, again.body]).toEqual([200, first.body]);
  });
};
