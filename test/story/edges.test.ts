import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkNumbers } from "../../local/bench/check.ts";
import { History, List, Problem, RecordAnswer } from "../../local/client/answers.ts";
import type { Person, Request } from "../../local/client/client.ts";
import { createIssuer } from "../../local/gateway/tokens.ts";
import { placedOrder, sentQuote, someContact } from "./steps.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let sales: Person;
let contact: string;

beforeAll(async () => {
  system = await startSystem();
  sales = system.crew.sales;
  contact = (await someContact(system.crew)).id;
});
afterAll(() => system.stop());

const lead = { topic: "Chai", lastName: "Anders" };
const problemOf = (body: unknown) => {
  const { code, errors = [] } = Problem.parse(body);
  return [code, ...errors.map(({ pointer }) => pointer)].join(" ");
};

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
    expect((await system.client.nobody.send("POST", "/leads", { body: lead })).status).toBe(401);
  });

  test("nobody with a token that another key has signed", async () => {
    const { issuer } = system.runtime;
    const forged = await (await createIssuer()).issue({ roles: ["sales"] });
    const real = await issuer.issue({ roles: ["sales"] });
    const { bearer } = system.client;
    expect((await bearer(forged).send("POST", "/leads", { body: lead })).status).toBe(401);
    expect((await bearer(real).send("POST", "/leads", { body: lead })).status).toBe(201);
  });

  test("nobody whose role the action does not name", async () => {
    const answer = await system.crew.finance.send("POST", "/leads", { body: lead });
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

test("two calls with one key at the same time have one effect and one answer", async () => {
  const headers = { "idempotency-key": "capture-once" };
  const topic = "Once only";
  const calls = [1, 2, 3].map(() => sales.send("POST", "/leads", { body: { ...lead, topic }, headers }));
  const answers = await Promise.all(calls);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(answers.map(({ body }) => body)).toEqual(Array(3).fill(answers[0]?.body));
  const { items } = await sales.read("/leads?limit=100", List);
  expect(items.filter((item) => item["topic"] === topic)).toHaveLength(1);
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

test("twenty accepts of one quote at the same time make one order, and none of them is a fault", async () => {
  const quote = await sentQuote(system.crew, contact);
  const accepts = Array.from({ length: 20 }, () =>
    sales.send("POST", `/quotes/${quote.id}/accept`, { body: {} }),
  );
  const answers = await Promise.all(accepts);
  const yes = answers.filter(({ status }) => status === 200);
  expect(yes).toHaveLength(1);
  expect(answers.filter(({ status }) => status !== 200).map(({ status }) => status)).toEqual(
    Array(19).fill(409),
  );
  const order = RecordAnswer.parse(yes[0]?.body).next?.["order"];
  await sales.until(`/orders/${order}`);
  const { items } = await sales.read("/orders?limit=100", List);
  expect(items.filter((item) => item["quote"] === quote.id).map(({ id }) => id)).toEqual([order]);
  const { events } = await sales.read(`/quotes/${quote.id}/history`, History);
  expect(events.filter(({ type }) => type === "quote.accepted")).toHaveLength(1);
});

test("fifty deliveries of different orders at the same time give consecutive invoice numbers", async () => {
  const orders: string[] = [];
  const place = async () => {
    while (orders.length < 50) orders.push((await placedOrder(system.crew, contact)).id);
  };
  await Promise.all(Array.from({ length: 8 }, place));
  const delivered = await Promise.all(
    orders.map((id) => system.crew.fulfilment.ask("POST", `/orders/${id}/fulfil`, {})),
  );
  const invoices = await Promise.all(
    delivered.map(({ next }) => system.crew.finance.until(`/invoices/${next?.["invoice"]}`)),
  );
  const numbers = invoices.map((invoice) => String(invoice["number"]));
  expect(new Set(numbers).size).toBe(orders.length);
  expect(checkNumbers(numbers)).toEqual([]);
});
