import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { retireForm } from "../../domain/form/actions.ts";
import { takeForm } from "../../functions/runtime/capture/forms/take.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { multipart, post, startFormDesk, urlencoded } from "../support/form-desk.ts";
import { ask, done } from "../support/world.ts";

let desk: Awaited<ReturnType<typeof startFormDesk>>;
let take: HttpHandler;
let form: string;

beforeAll(async () => {
  desk = await startFormDesk();
  take = takeForm();
  form = await desk.form();
});
afterAll(() => desk.stop());

const JSON_WANTED = { accept: "application/json" };
const maria = { name: "Anders", email: "maria@alfreds.example", message: "Please send us an offer for tea." };
const Receipt = z.object({ receipt: z.string() });
const Problem = z.object({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});
const receiptOf = ({ text }: { text: string }) => Receipt.parse(JSON.parse(text)).receipt;
const problemOf = ({ text }: { text: string }) => Problem.parse(JSON.parse(text));
const pointersOf = (answer: { text: string }) => problemOf(answer).errors.map(({ pointer }) => pointer);

describe("a post", () => {
  test.each(["urlencoded", "multipart", "JSON"])("as %s becomes the same submission", async (encoding) => {
    const json = { type: "application/json", body: JSON.stringify(maria) };
    const sent = { urlencoded: { body: urlencoded(maria) }, multipart: await multipart(maria), JSON: json };
    const body = z.record(z.string(), z.custom<{ body: string }>()).parse(sent)[encoding];
    const answer = await post(take, { form, headers: JSON_WANTED, ...body });
    expect(answer.status).toBe(202);
    expect(await desk.find(receiptOf(answer))).toMatchObject({
      status: "received",
      source: "web",
      form,
      sent: maria,
      fields: { lastName: "Anders", email: "maria@alfreds.example" },
      provenance: { lastName: { from: "form" }, email: { from: "form" } },
      text: maria.message,
      language: "en",
    });
  });

  test("of a browser leads to the page that says thank you, or to the one that the form names", async () => {
    const answer = await post(take, { form, body: urlencoded(maria), headers: { accept: "text/html,*/*" } });
    expect(answer.status).toBe(303);
    expect(answer.headers["location"]).toMatch(new RegExp(`^/f/${form}\\?sent=sub_[0-9A-Z]{26}$`));
    const redirect = "https://www.example.com/thanks";
    const led = await desk.form({ redirect });
    const there = await post(take, {
      form: led,
      body: urlencoded({ ...maria, redirect: "https://evil.example" }),
    });
    expect(there.headers["location"]).toBe(redirect);
  });

  test("with what is wrong says so at each field, in the language of the form, and keeps nothing", async () => {
    const wrong = { email: "maria", message: "x".repeat(5001) };
    const answer = await post(take, { form, body: urlencoded(wrong), headers: JSON_WANTED });
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toEqual(["/name", "/email", "/message"]);
    const vi = await desk.form({ language: "vi" });
    const told = await post(take, { form: vi, body: urlencoded(wrong), headers: JSON_WANTED });
    expect(problemOf(told).errors[0]?.detail).toBe("Vui lòng điền mục này");
    const page = await post(take, { form, body: urlencoded(wrong), headers: { accept: "text/html" } });
    expect([page.status, page.headers["content-type"]]).toEqual([422, "text/html; charset=utf-8"]);
    expect(page.text).toContain("Please fill this in");
  });

  test("keeps what the form did not ask for, and shows nothing of it as HTML", async () => {
    const more = { ...maria, "data-extra": "<script>alert(1)</script>", __proto__x: "1" };
    const answer = await post(take, { form, body: `${urlencoded(more)}&__proto__=1`, headers: JSON_WANTED });
    expect((await desk.find(receiptOf(answer)))?.sent).toEqual(more);
    const page = await post(take, {
      form,
      body: urlencoded({ ...more, email: '"><img src=x onerror=alert(1)>' }),
    });
    expect(page.text).not.toMatch(/<img|<script>alert/);
  });

  test("to a form that is retired or that there is not is told so", async () => {
    const gone = await desk.form();
    await done(ask(retireForm, {}, { id: gone }), desk.world);
    for (const id of [gone, "for_0000000000", "x"]) {
      const answer = await post(take, { form: id, body: urlencoded(maria), headers: JSON_WANTED });
      expect([answer.status, problemOf(answer).code]).toEqual([404, "not_found"]);
    }
  });

  test("carries where its visitor came from, and what the visitor agreed to, in which version and when", async () => {
    const consents = [
      { id: "privacy", version: "2", text: "I have read the notice.", required: true },
      { id: "news", version: "1", text: "Send me news.", required: false },
    ];
    const asking = await desk.form({ consents, campaign: "Autumn", owner: "ana", topic: "Tea" });
    const page = "https://www.example.com/tea?utm_source=fair&gclid=abc&password=1#form";
    const sent = { ...maria, _page: page, utm_medium: "cpc", _referrer: "https://search.example/?q=tea" };
    const without = await post(take, { form: asking, body: urlencoded(sent), headers: JSON_WANTED });
    expect(pointersOf(without)).toEqual(["/consent_privacy"]);
    const older = { ...sent, consent_privacy: "1" };
    const old = await post(take, { form: asking, body: urlencoded(older), headers: JSON_WANTED });
    expect(problemOf(old).errors[0]?.detail).toContain("has changed");
    const agreed = urlencoded({ ...sent, consent_privacy: "2" });
    const kept = await desk.find(
      receiptOf(await post(take, { form: asking, body: agreed, headers: JSON_WANTED })),
    );
    expect(kept).toMatchObject({
      campaign: "Autumn",
      owner: "ana",
      fields: { topic: "Tea" },
      attribution: {
        utm: { source: "fair", medium: "cpc" },
        clickIds: { gclid: "abc" },
        referrer: "https://search.example/?q=tea",
      },
      consents: [
        { id: "privacy", version: "2", given: true, text: "I have read the notice." },
        { id: "news", version: "1", given: false },
      ],
    });
    expect(kept?.consents?.[0]?.page).toContain("https://www.example.com/tea");
    expect(Date.parse(kept?.consents?.[0]?.at ?? "")).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe("files", () => {
  const withFile = () =>
    desk.form({
      fields: [
        { name: "name", label: "Name", kind: "text", required: true, field: "lastName" },
        { name: "plan", label: "Plan", kind: "file" },
      ],
    });

  test("are stored whole below their submission", async () => {
    const id = await withFile();
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const plan = new File([bytes], "C:\\secret\\plan.pdf", { type: "application/pdf" });
    const body = await multipart({ name: "Anders", plan });
    const receipt = receiptOf(await post(take, { form: id, headers: JSON_WANTED, ...body }));
    const kept = await desk.find(receipt);
    const key = `forms/${receipt}/1`;
    expect(kept?.files).toEqual([{ key, name: "plan.pdf", contentType: "application/pdf", bytes: 300_000 }]);
    expect(Buffer.from((await desk.bucket.stored(key)) ?? []).equals(bytes)).toBe(true);
  });

  test("may be left out, are at most 5 MB, and go where a file is asked for", async () => {
    const id = await withFile();
    const left = await multipart({ name: "Anders", plan: new File([], "") });
    expect((await post(take, { form: id, headers: JSON_WANTED, ...left })).status).toBe(202);
    const big = await multipart({
      name: "Anders",
      plan: new File([new Uint8Array(5 * 1024 * 1024 + 1)], "a.bin"),
    });
    const large = await post(take, { form: id, headers: JSON_WANTED, ...big });
    expect([large.status, pointersOf(large)]).toEqual([422, ["/plan"]]);
    const wrong = await multipart({ name: "Anders", other: new File(["x"], "a.txt") });
    const strange = await post(take, { form: id, headers: JSON_WANTED, ...wrong });
    expect([strange.status, pointersOf(strange)]).toEqual([422, ["/other"]]);
  });
});

describe("a page of another site", () => {
  test("may post only when the form names its origin, and is then told that it may read the answer", async () => {
    const body = urlencoded(maria);
    const from = (origin: string) => post(take, { form, body, headers: { ...JSON_WANTED, origin } });
    const allowed = await from("https://www.example.com");
    expect([allowed.status, allowed.headers["access-control-allow-origin"]]).toEqual([
      202,
      "https://www.example.com",
    ]);
    expect(allowed.headers["vary"]).toBe("Origin");
    for (const origin of [
      "https://evil.example",
      "https://www.example.com.evil.example",
      "null",
      "http://www.example.com",
    ]) {
      const refused = await from(origin);
      expect([refused.status, refused.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
    }
    // Its own page, and who is no browser.
    expect((await from("https://api.example")).status).toBe(202);
    expect((await post(take, { form, body, headers: JSON_WANTED })).status).toBe(202);
  });

  test("reads what is wrong as well", async () => {
    const headers = { ...JSON_WANTED, origin: "https://www.example.com" };
    const answer = await post(take, { form, body: "name=", headers });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([
      422,
      "https://www.example.com",
    ]);
  });
});
