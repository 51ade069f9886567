import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { request } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { wrapEvent } from "../../local/bus/bus-event.ts";
import { startGateway } from "../../local/gateway/gateway.ts";
import { createIssuer } from "../../local/gateway/tokens.ts";
import { openSight } from "../../local/metrics/sight.ts";
import type { SystemSpec } from "../../local/model.ts";
import { startQueues } from "../support/queue.ts";
import { auditOf } from "./accessibility.ts";
import { useBrowser } from "./browser.ts";

const visit = useBrowser();
const place = { region: "us-east-1", account: "000000000000" };

let queues: Awaited<ReturnType<typeof startQueues>>;
let dead: string;
let behind = 0;

beforeAll(async () => {
  queues = await startQueues();
  await queues.create("place-order-queue");
  dead = (await queues.create("place-order-failed")).QueueUrl;
});
afterAll(() => queues.stop());

const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

const spec = (): SystemSpec => ({
  ...place,
  functions: [
    {
      name: "place",
      arn: "arn:place",
      codeDir: "/dist/react-place-order",
      handler: "index.handler",
      environment: {},
      timeoutSeconds: 1,
      memoryMb: 128,
    },
  ],
  tables: [],
  queues: [
    {
      name: "place-order-queue",
      arn: arn("place-order-queue"),
      url: "",
      attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("place-order-failed") }) },
    },
  ],
  buses: [],
  rules: [],
  scheduleGroups: [],
  streamSources: [],
  queueSources: [
    {
      id: "place",
      functionArn: "arn:place",
      queueArn: arn("place-order-queue"),
      queueUrl: "",
      batchSize: 1,
      maximumBatchingWindowSeconds: 0,
      maximumConcurrency: undefined,
      reportsItemFailures: true,
    },
  ],
  routes: [],
  mailRules: [],
  macKeys: [],
  clocks: [],
});

/** A gateway with the page, and what flows by it. */
async function start() {
  const sight = openSight({
    spec: spec(),
    queues: queues.endpoint,
    behind: () => new Map([["publish", behind]]),
  });
  const gateway = await startGateway({
    port: 0,
    routes: [],
    invoke: () => Promise.reject(new Error("there are no functions")),
    issuer: await createIssuer([]),
    health: () => Promise.resolve({ ok: true, parts: {} }),
    pages: sight.pages,
    answered: sight.answered,
  });
  onTestFinished(async () => {
    sight.stop();
    await gateway.stop();
  });
  return { ...sight, url: gateway.url };
}

const deals = ["dea_01M8CTWSFYNXWXZ6602841GEHC", "dea_01M8CTWSFYNXWXZ660284AAAAA"] as const;

function event(nth: number, type: string, causedBy?: string, deal: string = deals[0]) {
  const [stage = ""] = type.split(".");
  const actor =
    causedBy === undefined ? { type: "user", id: "ann" } : { type: "reaction", id: "place-order" };
  const record = `${stage.slice(0, 3)}_${deal.slice(4)}`;
  const detail = {
    id: `${record}#${nth}`,
    type,
    v: 1,
    stage,
    record,
    seq: nth,
    at: `2026-11-26T12:00:0${nth}.000Z`,
    actor,
    deal,
    ...(causedBy !== undefined && { causedBy }),
    traceId: "1-a-b",
    data: { lastName: "Nobody may read this" },
  };
  return wrapEvent(place, {
    source: "salesline",
    "detail-type": type,
    resources: [],
    detail,
    at: new Date(),
  });
}

const idOf = ({ detail }: ReturnType<typeof event>) => String(detail["id"]);
const lines = (page: Page, selector: string) => page.locator(selector).allInnerTexts();
const emf = (values: Record<string, number>, more: object) =>
  JSON.stringify({
    _aws: { CloudWatchMetrics: [{ Metrics: Object.keys(values).map((Name) => ({ Name })) }] },
    ...more,
    ...values,
  });

describe("the page of the flow", () => {
  test("shows what was before it was opened, and then each event as it happens, with what follows from it", async () => {
    const system = await start();
    const accepted = event(1, "quote.accepted");
    system.event(accepted);
    const page = await visit(`${system.url}/local/flow`);
    await page.locator("#events li").first().waitFor();
    expect(await page.locator("#connection").innerText()).toBe("live");
    expect(await page.locator("#score .link").count()).toBe(0);
    system.event(event(2, "order.placed", idOf(accepted)));
    await page.locator("#events li").nth(1).waitFor();
    expect(await lines(page, "#events li span")).toEqual(["order.placed", "quote.accepted"]);
    expect(await lines(page, "#events li small")).toEqual([
      expect.stringContaining(`because of ${idOf(accepted)}, by place-order`),
      expect.stringContaining("by ann"),
    ]);
    expect(await page.locator("#score .event").count()).toBe(2);
    expect(await page.locator("#score .person").count()).toBe(1);
    expect(await page.locator("#score .link").count()).toBe(1);
    expect(await page.locator("#score .event text").allTextContents()).toEqual(["accepted", "placed"]);
    expect(await page.content()).not.toContain("Nobody may read this");
  });

  test("one deal can be picked, and everything else becomes faint", async () => {
    const system = await start();
    system.event(event(1, "lead.captured"));
    system.event(event(2, "lead.captured", undefined, deals[1]));
    const page = await visit(`${system.url}/local/flow`);
    const button = page.getByRole("button", { name: "dea …41GEHC" });
    await button.click();
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator("#score .event.dim").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await page.locator("#score .event.dim").count()).toBe(0);
  });

  test("says how reactions do, and in red what was set aside", async () => {
    const system = await start();
    system.line(emf({ ReactionsDone: 3, ReactionLag: 250 }, { consumer: "place-order" }));
    system.line(emf({ CommandsDone: 3 }, { commands: "order.place done 3, quote.send wrong_state 2" }));
    const page = await visit(`${system.url}/local/flow`);
    const row = page.locator("#reactions tr", { hasText: "place order" });
    await row.waitFor();
    expect(await row.locator("td").allInnerTexts()).toEqual(["", "3", "", "250 ms", ""]);
    expect(await page.locator("#totals div", { hasText: "refused" }).innerText()).toMatch(/2$/);
    expect(await page.locator("#aside").isVisible()).toBe(false);
    const client = new SQSClient({
      endpoint: queues.endpoint,
      useQueueUrlAsEndpoint: false,
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    await client.send(new SendMessageCommand({ QueueUrl: dead, MessageBody: "{}" }));
    client.destroy();
    await page.locator("#aside", { hasText: "place order (1)" }).waitFor();
    expect(await row.getAttribute("class")).toBe("bad");
    behind = 61;
    await page.locator("#totals .bad", { hasText: "stream behind" }).waitFor();
  });

  test("comes back by itself when the system does, and shows nothing twice", async () => {
    const system = await start();
    system.event(event(1, "lead.captured"));
    const page = await visit(`${system.url}/local/flow`);
    await page.locator("#events li").first().waitFor();
    system.stop();
    await page.locator("#connection.lost").waitFor();
    system.event(event(2, "lead.qualified"));
    await page.locator("#events li").nth(1).waitFor();
    expect(await lines(page, "#events li span")).toEqual(["lead.qualified", "lead.captured"]);
  });

  test.each(["light", "dark"] as const)("is usable by everybody, in the %s", async (colorScheme) => {
    const system = await start();
    for (const type of ["lead.captured", "lead.qualified", "quote.sent"]) {
      system.event(event(type.length, type));
    }
    system.line(emf({ ReactionsDone: 3, ReactionLag: 250 }, { consumer: "place-order" }));
    const page = await visit(`${system.url}/local/flow`, { colorScheme });
    await page.locator("#reactions tr").first().waitFor();
    const { faults, passed } = await auditOf(page);
    expect(faults).toEqual([]);
    expect(passed).toContain("color-contrast");
  });

  test("fits a phone", async () => {
    const system = await start();
    system.event(event(1, "lead.captured"));
    const page = await visit(`${system.url}/local/flow`, { viewport: { width: 360, height: 700 } });
    await page.locator("#events li").first().waitFor();
    const wide: unknown = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBe(360);
  });

  test("tells its events to pages of this machine only", async () => {
    const system = await start();
    const { port } = new URL(system.url);
    const get = async (host: string) => {
      return new Promise<number | undefined>((resolve) => {
        const asked = request({ port, path: "/local/flow/events", headers: { host } }, (answer) => {
          resolve(answer.statusCode);
          answer.destroy();
        });
        asked.end();
      });
    };
    expect([await get("evil.example"), await get(`127.0.0.1:${port}`)]).toEqual([403, 200]);
  });
});
