import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { confirmForm } from "../../functions/runtime/capture/forms/confirm.ts";
import { sendConfirmations } from "../../functions/runtime/capture/forms/confirm-mail.ts";
import { openDesk } from "../../functions/runtime/capture/forms/desk.ts";
import { takeForm } from "../../functions/runtime/capture/forms/take.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { startMailSender } from "../../local/mail/sender.ts";
import { post, startFormDesk, urlencoded } from "../support/form-desk.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";

const outbox = mkdtempSync(join(tmpdir(), "salesline-outbox-"));
let desk: Awaited<ReturnType<typeof startFormDesk>>;
let queues: Awaited<ReturnType<typeof startQueues>>;
let queue: Awaited<ReturnType<typeof queues.create>>;
let sender: Awaited<ReturnType<typeof startMailSender>>;
let take: HttpHandler;
let confirm: HttpHandler;

beforeAll(async () => {
  [desk, queues, sender] = await Promise.all([startFormDesk(), startQueues(), startMailSender(outbox)]);
  queue = await queues.create("confirm");
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", queues.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_SESV2", sender.url);
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
  vi.stubEnv("MAIL_FROM", "forms@salesline.example");
  vi.stubEnv("PUBLIC_URL", "https://api.example");
  [take, confirm] = [takeForm(), confirmForm()];
});
afterAll(async () => {
  await Promise.all([desk.stop(), queues.stop(), sender.stop()]);
  rmSync(outbox, { recursive: true });
});

const headers = { accept: "application/json" };
const Receipt = z.object({ receipt: z.string(), confirmation: z.literal(true) });
const visitor = { name: "Win http-less prizes", message: "Dear victim, please look at my page." };

/** A form that asks for a confirmation, in another language where it is told. */
const asking = (more: object = {}) => desk.form({ doubleOptIn: true, ...more });

/** Sends the form and has the reaction decide; the event that holds the submission. */
async function sent(form: string, email: string, more: object = {}) {
  const answer = await post(take, { form, headers, body: urlencoded({ ...visitor, email, ...more }) });
  const { receipt } = Receipt.parse(JSON.parse(answer.text));
  const { status, version } = await desk.decide(receipt);
  const events = await desk.world.journal.events("submission", receipt, version);
  return { receipt, status, detail: events.at(-1) };
}

async function mailed(...details: readonly unknown[]) {
  const before = new Set(readdirSync(outbox));
  const { batchItemFailures } = await sendConfirmations()(
    await queue.deliver(details.map((detail) => ({ detail }))),
    context,
  );
  const files = readdirSync(outbox).filter((name) => !before.has(name));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(outbox, name)))));
  return { failures: batchItemFailures.length, mails };
}

const linkIn = (text = "") => new URL(/https:\/\/api\.example\/\S+/.exec(text)?.[0] ?? "");

async function open(link: URL, method: "GET" | "POST" = "GET") {
  const form = link.pathname.split("/")[2] ?? "";
  return post(confirm, {
    form,
    route: `${method} /f/{formId}/confirm`,
    query: Object.fromEntries(link.searchParams),
  });
}

describe("a form that asks visitors to confirm their address", () => {
  test("holds what was sent, and sends one mail in which nothing of it stands", async () => {
    const { status, detail } = await sent(await asking(), "ann@tea.example");
    expect(status).toBe("held");
    const { mails } = await mailed(detail, detail);
    expect(mails.length).toBe(1);
    const [mail] = mails;
    expect(mail).toMatchObject({
      from: { address: "forms@salesline.example" },
      to: [{ address: "ann@tea.example" }],
      subject: "Please confirm your e-mail address",
    });
    expect(mail?.text).toContain("Write to us");
    expect(mail?.text).not.toMatch(/prizes|victim|my page/);
    expect(mail?.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    expect(await mailed(detail)).toEqual({ failures: 0, mails: [] });
  });

  test("sends the mail of a try that died, once that is certain; until then the message comes back", async () => {
    const { receipt, detail } = await sent(await asking(), "ida@tea.example");
    await openDesk().counters.mark(`confirm#${receipt}`, "a process that died", 300);
    expect(await mailed(detail)).toEqual({ failures: 1, mails: [] });
    const later = () => new Date(Date.now() + 301_000);
    const before = readdirSync(outbox).length;
    const event = await queue.deliver([{ detail }]);
    expect((await sendConfirmations(later)(event, context)).batchItemFailures).toEqual([]);
    expect(readdirSync(outbox).length).toBe(before + 1);
    expect(await mailed(detail)).toEqual({ failures: 0, mails: [] });
  });

  test("takes it as an enquiry when the button of the page is pressed; opening the link alone confirms nothing", async () => {
    const { receipt, detail } = await sent(await asking(), "bea@tea.example");
    const link = linkIn((await mailed(detail)).mails[0]?.text);
    for (let scanner = 0; scanner < 3; scanner += 1) {
      const page = await open(link);
      expect([page.status, page.text.match(/<button/g)?.length]).toEqual([200, 1]);
    }
    expect((await desk.find(receipt))?.status).toBe("held");
    expect((await open(link, "POST")).text).toContain("Your address is confirmed");
    expect(await desk.find(receipt)).toMatchObject({
      status: "accepted",
      reasons: [{ code: "confirmed" }, { code: "new" }],
    });
    const again = await open(link, "POST");
    expect([again.status, again.text]).toEqual([200, expect.stringContaining("Your address is confirmed")]);
    expect((await desk.find(receipt))?.version).toBe(4);
  });

  test("takes no link that is not its own: another submission, another form, another day", async () => {
    const [form, other] = [await asking(), await asking()];
    const [one, two] = [await sent(form, "cyd@tea.example"), await sent(form, "dan@tea.example")];
    const link = linkIn((await mailed(one.detail)).mails[0]?.text);
    const changed = [
      (url: URL) => url.searchParams.set("s", two.receipt),
      (url: URL) => url.searchParams.set("e", String(Number(url.searchParams.get("e")) + 1)),
      (url: URL) => url.searchParams.set("t", ""),
      (url: URL) => (url.pathname = `/f/${other}/confirm`),
    ];
    for (const change of changed) {
      const wrong = new URL(link);
      change(wrong);
      expect((await open(wrong, "POST")).status).toBe(400);
    }
    expect((await desk.find(one.receipt))?.status).toBe("held");
    expect((await desk.find(two.receipt))?.status).toBe("held");
  });

  test("says so when a link is older than 7 days", async () => {
    const { receipt, detail } = await sent(await asking(), "eve@tea.example");
    const eightDaysAgo = () => new Date(Date.now() - 8 * 86_400_000);
    const before = new Set(readdirSync(outbox));
    await sendConfirmations(eightDaysAgo)(await queue.deliver([{ detail }]), context);
    const name = readdirSync(outbox).find((file) => !before.has(file)) ?? "";
    const page = await open(linkIn((await PostalMime.parse(readFileSync(join(outbox, name)))).text), "POST");
    expect([page.status, page.text]).toEqual([410, expect.stringContaining("no longer good")]);
    expect((await desk.find(receipt))?.status).toBe("held");
  });

  test("writes in the language of the form", async () => {
    const { detail } = await sent(await asking({ language: "vi" }), "lan@tea.example");
    const [mail] = (await mailed(detail)).mails;
    expect(mail?.subject).toBe("Vui lòng xác nhận địa chỉ e-mail của bạn");
    expect((await open(linkIn(mail?.text))).text).toContain("Đúng, tôi đã gửi");
  });

  test("writes to one address at most three times a day, however it is spelled and whatever is sent", async () => {
    const form = await asking();
    const spellings = [
      "zoe@tea.example",
      "Zoe@tea.example",
      "zoe+1@tea.example",
      "zoe+2@tea.example",
      "ZOE@TEA.EXAMPLE",
    ];
    const details: unknown[] = [];
    for (const [n, email] of spellings.entries()) {
      details.push((await sent(form, email, { message: `Letter ${n}` })).detail);
    }
    expect((await mailed(...details)).mails).toHaveLength(3);
  });

  test("writes to nobody whose post is spam or held for another reason", async () => {
    const { status, detail } = await sent(await asking(), "fay@tea.example", { subject_line: "x" });
    expect(status).toBe("spam");
    const held = await sent(await asking(), "gus@tea.example", { message: "[url=http://a.example]b[/url]" });
    expect(held.status).toBe("held");
    expect((await mailed(held.detail)).mails).toEqual([]);
    expect(detail).toMatchObject({ type: "submission.marked-spam" });
  });

  test("tries again when the mail was refused, and only then", async () => {
    const { detail } = await sent(await asking(), "hal@tea.example");
    vi.stubEnv("MAIL_FROM", "nobody");
    expect((await mailed(detail)).failures).toBe(1);
    vi.stubEnv("MAIL_FROM", "forms@salesline.example");
    expect((await mailed(detail)).mails.length).toBe(1);
  });
});
