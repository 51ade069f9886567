import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { refusalStatus } from "../../domain/kernel/refusal.ts";
import { records, stages } from "../../domain/stages.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { examples } from "../../functions/runtime/read/openapi/examples.ts";
import { cardRoutes } from "../../functions/runtime/capture/cards/routes.ts";
import { listRoutes } from "../../functions/runtime/capture/lists/routes.ts";
import { formRoutes } from "../../functions/runtime/capture/forms/routes.ts";
import { exportRoutes } from "../../functions/runtime/export/routes.ts";
import { feedRoutes } from "../../functions/runtime/feed/routes.ts";
import { processRoutes } from "../../functions/runtime/read/process-routes.ts";
import { webhookRoutes } from "../../functions/runtime/webhooks/routes.ts";
import { readRoutes, writeRoutes } from "../../functions/runtime/read/routes.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { sell, type SoldDeal } from "../support/deals.ts";
import { context, httpEvent, send } from "../support/request.ts";

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()).optional(),
  "x-roles": z.array(z.string()).optional(),
  requestBody: z.object({ required: z.boolean(), content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.looseObject({
  openapi: z.string(),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

let business: Business;
let sold: SoldDeal;
let get: HttpHandler;
let dealHistory: HttpHandler;
let actions: HttpHandler;
let raw: Record<string, unknown>;
let document: z.output<typeof Document>;

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: get } = await import("../../functions/read/get.ts"));
  ({ handler: dealHistory } = await import("../../functions/read/deal-history.ts"));
  ({ handler: actions } = await import("../../functions/read/actions/quote.ts"));
  const { handler } = await import("../../functions/read/openapi.ts");
  const { requestContext, ...event } = httpEvent({ route: "GET /openapi.json" });
  const { authorizer: _, ...nobody } = requestContext;
  const answer = await handler({ ...event, requestContext: nobody }, context);
  raw = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? ""));
  document = Document.parse(raw);
  sold = await sell(business);
});
afterAll(() => business.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** A schema of the document as one that can check an answer. */
function schemaOf(name: string): z.ZodType {
  const text = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: document.components.schemas });
  const whole: unknown = JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/"));
  return z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(whole));
}

test("it is valid OpenAPI 3.1, given to everybody", async () => {
  expect(await new Validator().validate(raw)).toEqual({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

describe("every route", () => {
  test("is described, and nothing else is", () => {
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const routes = [
      ...readRoutes,
      ...processRoutes,
      ...exportRoutes,
      ...feedRoutes,
      ...webhookRoutes,
      ...formRoutes,
      ...Object.values(cardRoutes),
      ...listRoutes,
      ...writeRoutes,
    ].map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
  });

  test("has an id of its own, and a tag that is explained", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    const known = document.tags.map(({ name }) => name);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) expect(known).toEqual(expect.arrayContaining(operation.tags));
  });

  test("says who may ask; only the description itself and what visitors send are for everybody", () => {
    const open = operations().filter(({ operation }) => operation.security !== undefined);
    const visitors = open.filter(({ path }) => path.startsWith("/f/"));
    expect(visitors).toHaveLength(formRoutes.length);
    expect(open.filter((each) => !visitors.includes(each)).map(({ path }) => path)).toEqual([
      "/openapi.json",
    ]);
    const admin = operations().filter(({ operation }) => operation["x-roles"]?.includes("admin"));
    expect(admin).toHaveLength(operations().length - open.length);
  });
});

test("an action is called by its name, with its roles and its summary", () => {
  const { operation } = operations().find(({ path }) => path === "/invoices/{id}/pay") ?? {};
  expect(operation).toMatchObject({
    operationId: "invoice.pay",
    summary: expect.stringMatching(/^Note a payment; the one that settles the balance ends the deal/),
    tags: ["invoice"],
    "x-roles": ["finance", "admin"],
  });
});

test("every example is a body that its action takes", () => {
  const names = writeRoutes.map(({ action }) => action.name);
  for (const [name, body] of Object.entries(examples)) {
    expect(names).toContain(name);
    const action = stages.flatMap((stage) => stage.actions).find((other) => other.name === name);
    expect({ name, ...action?.prepare(body) }).toMatchObject({ name, ok: true });
  }
});

test("what answers in words takes the language of the caller", () => {
  const wording = operations()
    .filter(({ operation }) => JSON.stringify(operation).includes("/parameters/AcceptLanguage"))
    .map(({ method, path }) => `${method} ${path}`);
  expect(wording).toEqual(
    expect.arrayContaining([
      "get /labels",
      "get /deals/{deal}/history",
      "get /quotes/{id}/history",
      "get /quotes/{id}/actions",
      "post /quotes/{id}/send",
      "post /process/check",
    ]),
  );
  expect(wording).not.toContain("get /quotes/{id}");
});

test("an example of what is asked under a record does not say what it is about", () => {
  const exampleAt = (path: string) =>
    z
      .object({
        requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.looseObject({}) })) }),
      })
      .parse(operations().find((each) => each.path === path && each.method === "post")?.operation).requestBody
      .content["application/json"]?.example;
  expect(exampleAt("/activities")).toHaveProperty("regarding");
  expect(exampleAt("/quotes/{id}/activities")).not.toHaveProperty("regarding");
});

test("a body is said to be needed when it is", () => {
  const needed = (id: string) =>
    operations().find(({ operation }) => operation.operationId === id)?.operation.requestBody?.required;
  expect([needed("lead.capture"), needed("quote.accept"), needed("invoice.pay")]).toEqual([true, true, true]);
  expect([needed("quote.send"), needed("order.fulfil")]).toEqual([false, false]);
});

test("a refusal is described with the closed set of its codes", () => {
  const codes = z
    .object({ properties: z.object({ code: z.object({ enum: z.array(z.string()) }) }) })
    .parse(document.components.schemas["Problem"]).properties.code.enum;
  expect(codes).toEqual([...Object.keys(refusalStatus), "fault"]);
});

describe("what is answered is what is described:", () => {
  const cases = () =>
    [
      ["Lead", "lead", sold.lead],
      ["Account", "account", sold.account],
      ["Opportunity", "opportunity", sold.opportunity],
      ["Quote", "quote", sold.quote],
      ["Order", "order", sold.order],
      ["Invoice", "invoice", sold.invoice],
    ] as const;

  test("records of all stages", async () => {
    for (const [schema, stage, id] of cases()) {
      const home = records.find(({ name }) => name === stage);
      const { body } = await send(get, { route: `GET /${home?.plural}/{id}`, id });
      expect(schemaOf(schema).safeParse(body)).toMatchObject({ success: true });
      expect(schemaOf(schema).safeParse({ ...body, status: "lost in the post" })).toMatchObject({
        success: false,
      });
    }
  });

  test("histories, what may be done, and problems", async () => {
    const story = await send(dealHistory, { route: "GET /deals/{deal}/history", path: { deal: sold.deal } });
    const offers = await send(actions, { route: "GET /quotes/{id}/actions", id: sold.quote });
    const problem = await send(get, { route: "GET /leads/{id}", id: "x" });
    expect(schemaOf("History").safeParse(story.body)).toMatchObject({ success: true });
    expect(schemaOf("Offers").safeParse(offers.body)).toMatchObject({ success: true });
    expect(schemaOf("Problem").safeParse(problem.body)).toMatchObject({ success: true });
    expect(schemaOf("Problem").safeParse(story.body)).toMatchObject({ success: false });
  });
});
