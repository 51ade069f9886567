import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { takeForm } from "../../functions/runtime/capture/forms/take.ts";
import { giveTicket } from "../../functions/runtime/capture/forms/ticket.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { multipart, post, startFormDesk, urlencoded } from "../support/form-desk.ts";

let desk: Awaited<ReturnType<typeof startFormDesk>>;
let take: HttpHandler;
let ticket: HttpHandler;
let cloudflare: Server;
let asked: URLSearchParams[] = [];
let verdict: unknown = { success: true };

/** Speaks as Turnstile's siteverify does: a token is good once, but for the same idempotency key. */
const used = new Map<string, string>();
function siteverify(body: URLSearchParams): unknown {
  asked.push(body);
  const [token, key] = [body.get("response") ?? "", body.get("idempotency_key") ?? ""];
  if (body.get("secret") !== "s3cret") return { success: false, "error-codes": ["invalid-input-secret"] };
  if (!token.startsWith("human")) return { success: false, "error-codes": ["invalid-input-response"] };
  if ((used.get(token) ?? key) !== key) return { success: false, "error-codes": ["timeout-or-duplicate"] };
  used.set(token, key);
  return verdict;
}

beforeAll(async () => {
  desk = await startFormDesk();
  cloudflare = createServer((request, response) => {
    void text(request).then((body) => {
      if (verdict === "broken") return response.writeHead(502).end("<html>Bad gateway</html>");
      return response.end(JSON.stringify(siteverify(new URLSearchParams(body))));
    });
  });
  await new Promise<void>((resolve) => cloudflare.listen(0, "127.0.0.1", resolve));
  const address = z.object({ port: z.int() }).parse(cloudflare.address());
  vi.stubEnv("TURNSTILE_URL", `http://127.0.0.1:${address.port}/siteverify`);
  vi.stubEnv("TURNSTILE_SECRET", "s3cret");
  [take, ticket] = [takeForm(), giveTicket()];
});
afterAll(async () => {
  cloudflare.close();
  await desk.stop();
});

const headers = { accept: "application/json" };
const maria = { name: "Anders", email: "maria@alfreds.example", message: "Please send us an offer for tea." };
const Receipt = z.object({ receipt: z.string() });
const receiptOf = ({ text: body }: { text: string }) => Receipt.parse(JSON.parse(body)).receipt;
const pointers = ({ text: body }: { text: string }) =>
  z
    .object({ errors: z.array(z.object({ pointer: z.string() })) })
    .parse(JSON.parse(body))
    .errors.map((e) => e.pointer);
const send = (form: string, more: Readonly<Record<string, string>>) =>
  post(take, { form, headers, body: urlencoded({ ...maria, ...more }) });

describe("a proof of work", () => {
  const Ticket = z.object({ altcha: z.custom<Parameters<typeof solveChallenge>[0]["challenge"]>() });
  const altchaForm = () => desk.form({ captcha: { type: "altcha", cost: 1000 } });

  async function solved(form: string): Promise<string> {
    const answer = await post(ticket, { form, route: "GET /f/{formId}/challenge" });
    const { altcha: challenge } = Ticket.parse(JSON.parse(answer.text));
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  }

  test("lets a post through, in each encoding", async () => {
    const form = await altchaForm();
    expect((await send(form, { altcha: await solved(form) })).status).toBe(202);
    const json = JSON.stringify({ ...maria, altcha: await solved(form) });
    expect((await post(take, { form, headers, type: "application/json", body: json })).status).toBe(202);
    const parts = await multipart({ ...maria, altcha: await solved(form) });
    const answer = await post(take, { form, headers, ...parts });
    expect(answer.status).toBe(202);
    expect(Object.keys((await desk.find(receiptOf(answer)))?.sent ?? {})).not.toContain("altcha");
  });

  test("is missed in each encoding", async () => {
    const form = await altchaForm();
    const posts = [
      { body: urlencoded(maria) },
      { type: "application/json", body: JSON.stringify(maria) },
      await multipart(maria),
    ];
    for (const each of posts) {
      const answer = await post(take, { form, headers, ...each });
      expect([answer.status, pointers(answer)]).toEqual([422, ["/altcha"]]);
    }
  });

  test("is good for one submission: replayed it is refused, tried again with its nonce it is not", async () => {
    const form = await altchaForm();
    const altcha = await solved(form);
    const first = await send(form, { altcha, _nonce: "n1" });
    expect(receiptOf(await send(form, { altcha, _nonce: "n1" }))).toBe(receiptOf(first));
    for (const more of [{}, { _nonce: "n2" }, { _nonce: "n1", message: "Something else entirely" }]) {
      expect((await send(form, { altcha, ...more })).status).toBe(422);
    }
  });

  test("of another form, with another cost or another key is none", async () => {
    const [form, other] = [await altchaForm(), await altchaForm()];
    expect((await send(form, { altcha: await solved(other) })).status).toBe(422);
    const altcha = Buffer.from(await solved(form), "base64").toString();
    const forged = [
      altcha.replace('"cost":1000', '"cost":1'),
      altcha.replace(/"derivedKey":"../, '"derivedKey":"ff'),
      "{}",
      "x",
    ];
    for (const each of forged) {
      expect((await send(form, { altcha: Buffer.from(each).toString("base64") })).status).toBe(422);
    }
  });
});

describe("Turnstile", () => {
  const turnstile = () => desk.form({ captcha: { type: "turnstile", siteKey: "0x4AAAA" } });
  const token = "cf-turnstile-response";

  test("is asked on the server, with the address of the visitor, and its word counts", async () => {
    const form = await turnstile();
    asked = [];
    const answer = await post(take, {
      form,
      headers,
      ip: "192.0.2.1",
      body: urlencoded({ ...maria, [token]: "human-1" }),
    });
    expect(answer.status).toBe(202);
    expect(asked[0]?.get("remoteip")).toBe("192.0.2.1");
    for (const more of [{}, { [token]: "robot" }, { [token]: "x".repeat(3000) }]) {
      const refused = await send(form, more);
      expect([refused.status, pointers(refused)]).toEqual([422, [`/${token}`]]);
    }
  });

  test("lets the same submission try again with its token, and no other one", async () => {
    const form = await turnstile();
    const first = await send(form, { [token]: "human-2", _nonce: "a" });
    expect(receiptOf(await send(form, { [token]: "human-2", _nonce: "a" }))).toBe(receiptOf(first));
    expect((await send(form, { [token]: "human-2", _nonce: "b" })).status).toBe(422);
  });

  test("that cannot be reached loses nothing: the post is held until a person has looked", async () => {
    const form = await turnstile();
    const held = async () => desk.find(receiptOf(await send(form, { [token]: "human-3" })));
    verdict = "broken";
    const unverified = { status: "held", reasons: [{ code: "captcha-unverified" }], text: maria.message };
    expect(await held()).toMatchObject(unverified);
    verdict = { success: false, "error-codes": ["internal-error"] };
    expect(await held()).toMatchObject(unverified);
    verdict = { success: true };
    vi.stubEnv("TURNSTILE_SECRET", "wrong");
    expect(await held()).toMatchObject(unverified);
    vi.stubEnv("TURNSTILE_SECRET", "s3cret");
    vi.stubEnv("TURNSTILE_URL", "http://127.0.0.1:1/siteverify");
    expect(await held()).toMatchObject(unverified);
  });
});
