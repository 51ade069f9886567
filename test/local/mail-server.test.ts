import { connect } from "node:net";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import { createTransport, type SendMailOptions } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { envelopeOf, Notification } from "../../functions/runtime/capture/mail/notification.ts";
import { keepToLoopback } from "../../local/engines/loopback.ts";
import { mailKeeper, type MailKeeper } from "../../local/mail/keeper.ts";
import { isFor } from "../../local/mail/recipients.ts";
import { type MailServer, startMailServer } from "../../local/mail/smtp.ts";
import type { MailRuleSpec } from "../../local/model.ts";
import { provisionBuckets } from "../../local/provision/buckets.ts";
import { clientOptions } from "../../local/provision/client.ts";

const REGION = "us-east-1";
const MEGABYTE = 1024 * 1024;

let engine: Awaited<ReturnType<typeof startFauxqs>>;
let s3: S3Client;
let sqs: SQSClient;
let keeper: MailKeeper;
let server: MailServer;
let queueUrl: string;

const ruleFor = (more: Partial<MailRuleSpec> = {}): MailRuleSpec => ({
  name: "mail",
  recipients: ["sales@localhost", "shop.example"],
  bucket: "intake",
  prefix: "mail/raw/",
  topicArn: "arn:aws:sns:us-east-1:000000000000:mails",
  queueUrls: [queueUrl],
  ...more,
});

beforeAll(async () => {
  keepToLoopback();
  engine = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${engine.port}`;
  s3 = new S3Client({ ...clientOptions(endpoint, REGION), forcePathStyle: true });
  sqs = new SQSClient({ ...clientOptions(endpoint, REGION), useQueueUrlAsEndpoint: false });
  await provisionBuckets(endpoint, ["intake"]);
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "take-mail" }))).QueueUrl ?? "";
  keeper = mailKeeper(endpoint, REGION);
  server = await startMailServer({ port: 0, rules: [ruleFor()], keeper });
});
afterAll(async () => {
  await server.stop();
  keeper.stop();
  s3.destroy();
  sqs.destroy();
  await engine.stop();
});

const sendTo = async ({ port }: MailServer, mail: SendMailOptions) => {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  try {
    return await transport.sendMail({ from: "ana@ruiz.example", to: "sales@localhost", ...mail });
  } finally {
    transport.close();
  }
};

/** What the queue was told since it was asked last. */
const told = async (): Promise<Notification[]> => {
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 600,
  });
  const { Messages = [] } = await sqs.send(receive);
  return Messages.map(({ Body = "" }) => Notification.parse(JSON.parse(Body)));
};
const stored = async (key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "intake", Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

/** Says each line when the one before was answered; gives all answers. */
const converse = (port: number, lines: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const open = [...lines];
    let said = "";
    socket.on("data", (data) => {
      said += data.toString();
      const next = open.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(said));
  });

describe("A mail that is answered with 250", () => {
  test("is in the bucket as it was sent, below what a receiving server adds, and the queue knows where", async () => {
    const raw = "From: ana@ruiz.example\r\nSubject: Dots\r\n\r\n.\r\n..a\r\n\u00fc\r\n";
    const sent = await sendTo(server, {
      raw,
      envelope: { from: "bounce@ruiz.example", to: ["Sales+x@localhost"] },
    });
    expect(sent.response).toMatch(/^250/);
    const [note, ...others] = await told();
    expect(others).toEqual([]);
    expect(note && envelopeOf(note)).toEqual({
      sender: "bounce@ruiz.example",
      recipients: ["Sales+x@localhost"],
      verdicts: { spam: "PASS", virus: "PASS", spf: "PASS", dkim: "PASS", dmarc: "PASS" },
    });
    expect(note?.mail.commonHeaders).toMatchObject({ subject: "Dots", from: ["ana@ruiz.example"] });
    const bytes = (await stored(note?.receipt.action.objectKey ?? "")).toString();
    expect(bytes).toMatch(/^Received: from [\s\S]*by inbound-smtp\.localhost[\s\S]*for Sales\+x@localhost/);
    expect(bytes.endsWith(raw)).toBe(true);
  });

  test("may have an empty sender, as bounces do", async () => {
    await sendTo(server, {
      raw: "Subject: failure notice\r\n\r\nHi",
      envelope: { from: "", to: ["sales@localhost"] },
    });
    expect(await told()).toMatchObject([{ mail: { source: "" } }]);
  });

  test("may have 40 MB", async () => {
    const raw = Buffer.concat([
      Buffer.from("Subject: Big\r\n\r\n"),
      Buffer.alloc(40 * MEGABYTE - 100, "x\r\n"),
    ]);
    await sendTo(server, { raw, envelope: { from: "a@b.example", to: ["sales@localhost"] } });
    const [note] = await told();
    expect((await stored(note?.receipt.action.objectKey ?? "")).byteLength).toBeGreaterThan(
      40 * MEGABYTE - 200,
    );
  });

  test("for many connections at once are as many objects and notifications", async () => {
    const mails = Array.from({ length: 30 }, (_, index) =>
      sendTo(server, { subject: `Mail ${index}`, text: "Hi" }),
    );
    await Promise.all(mails);
    const notes: Notification[] = [];
    for (let more = await told(); more.length > 0; more = await told()) notes.push(...more);
    expect(new Set(notes.map(({ receipt }) => receipt.action.objectKey)).size).toBe(30);
    expect(new Set(notes.map(({ mail }) => mail.commonHeaders.subject)).size).toBe(30);
  });
});

describe("A mail is refused", () => {
  test("with 550 for a mailbox that there is not", async () => {
    await expect(sendTo(server, { to: "info@localhost", text: "Hi" })).rejects.toThrow(
      /550 No mailbox info@localhost/,
    );
    await expect(sendTo(server, { to: "sales@elsewhere.example", text: "Hi" })).rejects.toThrow(/550/);
  });

  test("with 552 when it has more than 40 MB, whether its sender says so before or not", async () => {
    const big = Buffer.alloc(41 * MEGABYTE, "x\r\n");
    const envelope = { from: "a@b.example", to: ["sales@localhost"] };
    await expect(sendTo(server, { raw: big, envelope })).rejects.toThrow(/552/);
    await expect(sendTo(server, { raw: big, envelope: { ...envelope, size: 10 } })).rejects.toThrow(/552/);
    expect(await told()).toEqual([]);
  });

  test.each([
    ["the bucket is gone", { bucket: "no-such-bucket" }],
    ["the queue is gone", { queueUrls: ["http://127.0.0.1:1/000000000000/no-such-queue"] }],
  ])("with 451, to try again, when %s", async (_, broken) => {
    const other = await startMailServer({ port: 0, rules: [ruleFor(broken)], keeper });
    await expect(sendTo(other, { text: "Hi" })).rejects.toThrow(/451 Try again later/);
    await other.stop();
    expect(await told()).toEqual([]);
  });

  test("when its connection breaks in the middle: nothing of it is there", async () => {
    const Count = z.object({ KeyCount: z.number() });
    const list = async () =>
      Count.parse(await s3.send(new ListObjectsV2Command({ Bucket: "intake" }))).KeyCount;
    const before = await list();
    await converse(
      server.port,
      ["EHLO a", "MAIL FROM:<a@b.example>", "RCPT TO:<sales@localhost>", "DATA", "Subject: half"].slice(0, 4),
    );
    expect(await told()).toEqual([]);
    expect(await list()).toBe(before);
  });
});

test("the server says what it takes, and offers nothing that it does not have", async () => {
  const said = await converse(server.port, ["EHLO mailer.example", "VRFY sales", "QUIT"]);
  expect(said).toContain(`SIZE ${40 * MEGABYTE}`);
  expect(said).not.toMatch(/STARTTLS|AUTH/);
});

test.each([
  ["sales@localhost", true],
  ["SALES@LOCALHOST", true],
  ["sales+opp_01J@localhost", true],
  ["anybody@shop.example", true],
  ["sales@sub.shop.example", false],
  ["sales@localhost.example", false],
  ["sale@localhost", false],
  ["localhost", false],
])("an address such as %s is for the rule: %s", (address, expected) => {
  expect(isFor(ruleFor(), address)).toBe(expected);
});

test("a rule for subdomains is for those, and not for the domain", () => {
  const rule = ruleFor({ recipients: [".shop.example"] });
  expect([isFor(rule, "a@x.shop.example"), isFor(rule, "a@shop.example")]).toEqual([true, false]);
});

test("a port that is taken is told as the system's error", async () => {
  await expect(startMailServer({ port: server.port, rules: [], keeper })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
