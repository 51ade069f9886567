import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { discardSubmission } from "../../domain/submission/release.ts";
import { receiveSubmission } from "../../domain/submission/actions.ts";
import { attemptsIn } from "../../functions/runtime/capture/cards/attempts.ts";
import type { QueueHandler } from "../../functions/runtime/consumer.ts";
import { type IntakeBucket, openIntakeBucket } from "../../functions/runtime/intake-bucket.ts";
import { startTextract, type Textract } from "../../local/textract/textract.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { type IntakeServer, startIntake } from "../support/intake.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";
import { eventsOf } from "../support/world.ts";
import { pngHead } from "./sent-cards.ts";

const PATIENCE = 240_000;

let business: Business;
let intake: IntakeServer;
let textract: Textract;
let queues: Awaited<ReturnType<typeof startQueues>>;
let bucket: IntakeBucket;
let read: QueueHandler;

beforeAll(async () => {
  business = await startBusiness();
  intake = await startIntake();
  queues = await startQueues();
  const { QueueUrl } = await queues.create("read-card");
  textract = await startTextract();
  vi.stubEnv("AWS_ENDPOINT_URL_TEXTRACT", textract.url);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", queues.endpoint);
  vi.stubEnv("QUEUE_URL", QueueUrl);
  bucket = openIntakeBucket();
  ({ handler: read } = await import("../../functions/capture/read-card.ts"));
});
afterAll(async () => {
  await textract.stop();
  await queues.stop();
  await intake.stop();
  await business.stop();
});

const picture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/cards", name));
let cards = 0;

/** A photo that was received, with the message that the bus puts into the queue. */
async function received(bytes: Uint8Array, contentType = "image/jpeg", text?: string) {
  cards += 1;
  const key = `cards/test/${cards}`;
  await bucket.put(key, bytes, contentType);
  const raw = { key, name: "card.jpg", contentType, bytes: bytes.length };
  const record = await business.act(receiveSubmission, {
    source: "card",
    raw,
    ...(text !== undefined && { text }),
  });
  const [detail] = await eventsOf(business.world, record);
  // What is handed to the function by hand stays in its queue, and would come again with the next one.
  const queue = await queues.create(`read-card-${cards}`);
  return { id: record.id, event: await queue.deliver([{ detail }]) };
}

const Decided = z.looseObject({
  status: z.string(),
  reasons: z.array(z.looseObject({ code: z.string(), detail: z.string().optional() })),
  text: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

async function decided(id: string) {
  const { handler } = await import("../../functions/read/get.ts");
  const { send } = await import("../support/request.ts");
  return Decided.parse((await send(handler, { route: "GET /submissions/{id}", id })).body);
}

async function readNow(event: SQSEvent) {
  return (await read(event, context)).batchItemFailures.length;
}

describe("the photo of a card", () => {
  test(
    "in English is read, and becomes a lead with how sure each field is",
    { timeout: PATIENCE },
    async () => {
      const { id, event } = await received(picture("english.jpg"), "image/jpeg", "met at hall 3");
      expect(await readNow(event)).toBe(0);
      const { status, fields, text, ...rest } = await decided(id);
      expect([status, rest]).toMatchObject(["accepted", { provenance: { email: { from: "ocr" } } }]);
      expect(fields).toMatchObject({
        firstName: "Thomas",
        lastName: "Hardy",
        email: "thomas.hardy@aroundthehorn.co.uk",
      });
      expect(text?.startsWith("met at hall 3\n\n")).toBe(true);
    },
  );

  test("in Vietnamese is read with its marks", { timeout: PATIENCE }, async () => {
    const { id, event } = await received(picture("vietnamese.png"), "image/png");
    expect(await readNow(event)).toBe(0);
    const { status, fields } = await decided(id);
    expect([status, fields]).toMatchObject([
      "accepted",
      { lastName: "Trần", firstName: "Thị Hoa", email: "hoa.tran@saomaifood.com.vn" },
    ]);
  });

  test("that is blurred is held as a draft", { timeout: PATIENCE }, async () => {
    const { id, event } = await received(picture("blurred.jpg"));
    expect(await readNow(event)).toBe(0);
    const { status, reasons } = await decided(id);
    expect(status).toBe("held");
    expect(["low-confidence", "unreadable"]).toContain(reasons[0]?.code);
  });

  test("without a letter on it is held as unreadable", { timeout: PATIENCE }, async () => {
    const { id, event } = await received(picture("blank.png"), "image/png");
    expect(await readNow(event)).toBe(0);
    expect(await decided(id)).toMatchObject({ status: "held", reasons: [{ code: "unreadable" }] });
  });

  test("that only begins as a picture is held as unreadable", { timeout: PATIENCE }, async () => {
    const { id, event } = await received(pngHead(800, 500), "image/png");
    expect(await readNow(event)).toBe(0);
    expect(await decided(id)).toMatchObject({
      status: "held",
      reasons: [{ code: "unreadable", detail: "UnsupportedDocumentException" }],
    });
  });

  test("that would unpack to gigabytes is never handed on", async () => {
    const { id, event } = await received(pngHead(30_000, 30_000), "image/png");
    expect(await readNow(event)).toBe(0);
    const { status, reasons } = await decided(id);
    expect([status, reasons[0]?.detail]).toEqual(["held", expect.stringContaining("30000 x 30000")]);
  });

  test("of which a function has died twice is left to people", async () => {
    const { id, event } = await received(picture("english.jpg"));
    const attempts = attemptsIn(bucket);
    expect([await attempts.begin(id), await attempts.begin(id)]).toEqual([0, 1]);
    expect(await readNow(event)).toBe(0);
    expect(await decided(id)).toMatchObject({
      status: "held",
      reasons: [{ code: "unreadable", detail: expect.stringContaining("2 times") }],
    });
  });

  test("comes back while the service is away, and that is no death", async () => {
    const { id, event } = await received(picture("english.jpg"));
    vi.stubEnv("AWS_ENDPOINT_URL_TEXTRACT", "http://127.0.0.1:9");
    vi.resetModules();
    const { handler } = await import("../../functions/capture/read-card.ts");
    expect((await handler(event, context)).batchItemFailures).toHaveLength(1);
    vi.stubEnv("AWS_ENDPOINT_URL_TEXTRACT", textract.url);
    expect(await attemptsIn(bucket).begin(id)).toBe(0);
  });

  test("that somebody has put away meanwhile stays put away", { timeout: PATIENCE }, async () => {
    const { id, event } = await received(picture("blank.png"), "image/png");
    await business.act(discardSubmission, {}, id);
    expect(await readNow(event)).toBe(0);
    expect(await decided(id)).toMatchObject({ status: "rejected" });
  });
});
