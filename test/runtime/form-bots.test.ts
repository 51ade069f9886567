import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { stampOf } from "../../functions/runtime/capture/forms/token.ts";
import { takeForm } from "../../functions/runtime/capture/forms/take.ts";
import { giveTicket } from "../../functions/runtime/capture/forms/ticket.ts";
import { openDesk } from "../../functions/runtime/capture/forms/desk.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { post, startFormDesk, urlencoded } from "../support/form-desk.ts";
import { contactForm } from "../support/form-lives.ts";

let desk: Awaited<ReturnType<typeof startFormDesk>>;
let take: HttpHandler;
let ticket: HttpHandler;

beforeAll(async () => {
  desk = await startFormDesk();
  [take, ticket] = [takeForm(), giveTicket()];
});
afterAll(() => desk.stop());

const headers = { accept: "application/json" };
const maria = { name: "Anders", email: "maria@alfreds.example", message: "Please send us an offer for tea." };
const Receipt = z.object({ receipt: z.string() });
const receiptOf = ({ text }: { text: string }) => Receipt.parse(JSON.parse(text)).receipt;
const send = (form: string, more: object = {}) =>
  post(take, { form, headers, body: urlencoded({ ...maria, ...more }) });

/** A stamp of a form that was shown so many seconds ago. */
async function shownAgo(form: string, seconds: number): Promise<string> {
  return stampOf(await openDesk().key(), form, new Date(Date.now() - seconds * 1000));
}

/** What is decided on a post that is taken. */
async function verdictOf(form: string, more: object) {
  const answer = await send(form, more);
  expect(answer.status).toBe(202);
  return desk.decide(receiptOf(answer));
}

let people = 0;

/** What becomes of a post: its status, and whether its answer differs from that of an honest one. */
async function verdictOn(form: string, more: object) {
  people += 1;
  const answer = await send(form, { email: `person${people}@example.com`, ...more });
  const { status, score, reasons } = await desk.decide(receiptOf(answer));
  const honest = await send(form, { ...more, subject_line: "", name: "Berg" });
  const told = (each: typeof answer) => [each.status, each.text.replace(receiptOf(each), ""), each.headers];
  return {
    status,
    score,
    reasons,
    sameAnswer: JSON.stringify(told(answer)) === JSON.stringify(told(honest)),
  };
}

describe("a machine", () => {
  test("that fills in what people do not see is spam, and is answered as anybody", async () => {
    const form = await desk.form();
    const verdict = await verdictOn(form, {
      subject_line: "Cheap watches",
      _shown: await shownAgo(form, 20),
    });
    expect(verdict).toMatchObject({ status: "spam", score: 100, sameAnswer: true });
  });

  test("that is faster than anybody can read is held; who took their time is a lead", async () => {
    const form = await desk.form();
    expect(await verdictOn(form, { _shown: await shownAgo(form, 1) })).toMatchObject({ status: "held" });
    expect(await verdictOn(form, { _shown: await shownAgo(form, 5) })).toMatchObject({ status: "accepted" });
    const patient = await desk.form({ minSeconds: 30 });
    expect(await verdictOn(patient, { _shown: await shownAgo(patient, 20) })).toMatchObject({
      status: "held",
    });
  });

  test("that makes up when the page was shown, or takes the stamp of another form, is held", async () => {
    const [form, other] = [await desk.form(), await desk.form()];
    const stamp = await shownAgo(form, 20);
    const forged = [
      `${(Date.now() - 9e4).toString(36)}.${stamp.split(".")[1]}`,
      "1",
      await shownAgo(other, 20),
    ];
    for (const _shown of forged) expect(await verdictOn(form, { _shown })).toMatchObject({ status: "held" });
  });

  test("that has no script has no stamp: that alone is no reason", async () => {
    expect(await verdictOn(await desk.form(), {})).toMatchObject({ status: "accepted" });
  });

  test.each([
    ["accepted", "See https://www.alfreds.example for who we are."],
    ["accepted", "Our shops: https://a.example and https://b.example"],
    ["held", "https://a.example https://b.example https://c.example https://d.example"],
    ["spam", Array.from({ length: 20 }, (_, n) => `http://pills.example/${n}`).join(" ")],
    ["held", "Buy [url=http://pills.example]pills[/url]"],
    ["held", 'Buy <a href="http://pills.example">pills</a>'],
  ])("with links is %s: %s", async (status, message) => {
    expect(await verdictOn(await desk.form(), { message })).toMatchObject({ status });
  });

  test("with a link for a name is held", async () => {
    const name = "Win now http://win.example";
    expect(await verdictOn(await desk.form(), { name })).toMatchObject({ status: "held" });
  });

  test("that sends one text under many names is held before long, from wherever it comes", async () => {
    const form = await desk.form();
    const message = "We have looked at your web page and can bring you to the first place.";
    const statuses: unknown[] = [];
    for (let n = 0; n < 12; n += 1) {
      const answer = await send(form, { name: `Name ${n}`, email: `n${n}@example.com`, message });
      statuses.push((await desk.decide(receiptOf(answer))).status);
    }
    expect(statuses).toEqual([...Array(4).fill("accepted"), ...Array(8).fill("held")]);
  });

  test("is not who chooses what others chose: only what was typed is compared", async () => {
    const wish = { value: "I want a demonstration of the product" };
    const choice = { name: "wish", label: "Wish", kind: "select" as const, field: "note" as const };
    const asked = { ...choice, options: [wish] };
    const form = await desk.form({ fields: [...contactForm.fields, asked] });
    const statuses: unknown[] = [];
    for (let n = 0; n < 10; n += 1) {
      const said = { name: `Name ${n}`, email: `chooser${n}@example.com`, message: "Soon", wish: wish.value };
      statuses.push((await verdictOf(form, said)).status);
    }
    expect(statuses).toEqual(Array(10).fill("accepted"));
  });
});

describe("many posts", () => {
  test("of one address end with 429 and when to come back; others are still served", async () => {
    const form = await desk.form({ limits: { perAddress: 5, perForm: 1000 } });
    const body = urlencoded(maria);
    const from = (ip: string) => post(take, { form, headers, body, ip });
    const statuses: unknown[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await from("192.0.2.7")).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    const seconds = Number((await from("192.0.2.7")).headers["retry-after"]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect((await from("192.0.2.8")).status).toBe(202);
  });

  test("of one network of version 6 count as those of one address", async () => {
    const form = await desk.form({ limits: { perAddress: 2, perForm: 1000 } });
    const from = (ip: string) => post(take, { form, headers, body: urlencoded(maria), ip });
    const ips = ["2001:db8::1", "2001:0db8:0:0:ffff::2", "2001:db8::3", "2001:db8:0:1::1"];
    const statuses: unknown[] = [];
    for (const ip of ips) statuses.push((await from(ip)).status);
    expect(statuses).toEqual([202, 202, 429, 202]);
  });

  test("of one address end with a page that has the text of the visitor still in it", async () => {
    const form = await desk.form({ limits: { perAddress: 1, perForm: 1000 } });
    const [ip, body] = ["192.0.2.17", urlencoded(maria)];
    expect((await post(take, { form, body, headers, ip })).status).toBe(202);
    const page = await post(take, { form, body, ip, headers: { accept: "text/html" } });
    expect([page.status, page.text]).toEqual([429, expect.stringContaining("too many messages")]);
    expect(page.text).toContain(maria.message);
  });

  test("of a whole form turn nobody away: what is too many is held, and people can release it", async () => {
    const form = await desk.form({ limits: { perAddress: 100, perForm: 3 } });
    const verdicts: unknown[] = [];
    for (let n = 0; n < 5; n += 1) {
      const _shown = await shownAgo(form, 20);
      const { status, reasons } = await verdictOf(form, { email: `wave${n}@example.com`, _shown });
      verdicts.push([status, JSON.stringify(reasons).includes("form-crowded")]);
    }
    expect(verdicts).toEqual([
      ...Array.from({ length: 3 }, () => ["accepted", false]),
      ...Array.from({ length: 2 }, () => ["held", true]),
    ]);
  });

  test("the same two hundred times, twenty at once, with one nonce, are one submission", async () => {
    const form = await desk.form({ limits: { perAddress: 1000, perForm: 1000 } });
    const body = urlencoded({ ...maria, _nonce: "2c1f" });
    const once = () => post(take, { form, headers, body, ip: "192.0.2.9" });
    const answers = await Promise.all(Array.from({ length: 20 }, once));
    for (let round = 1; round < 10; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 20 }, once))));
    }
    expect(answers.length).toBe(200);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(receiptOf)).size).toBe(1);
    expect(await desk.find(receiptOf(answers[0] ?? { text: "" }))).toMatchObject({ version: 1 });
  });

  test("with one nonce but other words are two submissions: who went back and wrote more is not lost", async () => {
    const form = await desk.form();
    const first = await send(form, { _nonce: "77" });
    const second = await send(form, { _nonce: "77", message: "And coffee, please." });
    expect(receiptOf(second)).not.toBe(receiptOf(first));
    const key = { "idempotency-key": "k1" };
    const program = (more: object) =>
      post(take, { form, headers: { ...headers, ...key, ...more }, body: urlencoded(maria) });
    expect(receiptOf(await program({}))).toBe(receiptOf(await program({})));
  });
});

describe("a body", () => {
  const form = () => desk.form();

  test.each([
    ["is huge", "application/json", JSON.stringify({ name: "x".repeat(500_000) }), 413],
    ["is huge in a form", "application/x-www-form-urlencoded", `name=${"x".repeat(200_000)}`, 413],
    [
      "has a thousand fields",
      "application/x-www-form-urlencoded",
      Array.from({ length: 1000 }, (_, n) => `f${n}=1`).join("&"),
      400,
    ],
    ["is deep JSON", "application/json", `{"name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400],
    ["is broken JSON", "application/json", '{"name":', 400],
    ["is a JSON list", "application/json", "[1]", 400],
    ["is multipart without a boundary", "multipart/form-data", "x", 400],
    [
      "is multipart with another boundary",
      "multipart/form-data; boundary=a",
      '--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nAnders\r\n--b--',
      400,
    ],
    [
      "is multipart that ends in the middle",
      "multipart/form-data; boundary=a",
      '--a\r\ncontent-disposition: form-data; name="name"\r\n\r\nAnd',
      400,
    ],
    [
      "is multipart that ends in the middle of a file",
      "multipart/form-data; boundary=a",
      '--a\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nab',
      400,
    ],
    ["is text", "text/plain", "name=Anders", 415],
    ["is XML", "application/xml", "<name/>", 415],
    ["has no type", "", "name=Anders", 415],
  ])("that %s is answered", async (_, type, body, status) => {
    const answer = await post(take, { form: await form(), headers, type, body });
    expect([
      answer.status,
      z.object({ code: z.string() }).safeParse(JSON.parse(answer.text)).success,
    ]).toEqual([status, true]);
  });

  test("with characters that no queue takes is kept with marks in their place", async () => {
    const answer = await send(await form(), { extra: "a\u0000b\uFFFEc" });
    expect((await desk.find(receiptOf(answer)))?.sent).toMatchObject({ extra: "a\uFFFDb\uFFFDc" });
  });
});

describe("a ticket", () => {
  test("says when the form was shown, to pages of its origins only", async () => {
    const form = await desk.form();
    const get = (origin: string) =>
      post(ticket, { form, route: "GET /f/{formId}/challenge", headers: { origin } });
    const answer = await get("https://www.example.com");
    const { shown } = z.strictObject({ shown: z.string() }).parse(JSON.parse(answer.text));
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect((await get("https://evil.example")).status).toBe(403);
    const { status, reasons } = await desk.decide(receiptOf(await send(form, { _shown: shown })));
    expect([status, JSON.stringify(reasons)]).toEqual(["held", expect.stringContaining("too-fast")]);
  });
});
