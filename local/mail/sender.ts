import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import * as z from "zod";
import { close, KEEP_ALIVE_MS, listen } from "../bus/action-server.ts";
import { messageOf } from "../problem.ts";

/** A running sender; give its `url` to the SESv2 client as endpoint. */
export interface MailSender {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const Content = z.object({ Data: z.string(), Charset: z.string().optional() });
const Addresses = z.array(z.string()).optional();

/** What is taken of SendEmail: a simple mail. */
const SendEmail = z.object({
  FromEmailAddress: z.email(),
  Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }),
  ReplyToAddresses: Addresses,
  Content: z.object({
    Simple: z.object({
      Subject: Content,
      Body: z.object({ Text: Content.optional(), Html: Content.optional() }),
      Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
    }),
  }),
});

const PATH = "/v2/email/outbound-emails";

/**
 * A local SES for SendEmail of its v2 client: each mail becomes a file of the outbox that any mail program opens. It
 * answers when the file is there whole.
 */
export async function startMailSender(outbox: string): Promise<MailSender> {
  mkdirSync(outbox, { recursive: true });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void respond(request, response, outbox);
  });
  const port = await listen("The mail sender", server, 0);
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

async function respond(request: IncomingMessage, response: ServerResponse, outbox: string): Promise<void> {
  try {
    const { method, url } = request;
    const body = await text(request);
    if (method !== "POST" || url !== PATH) {
      return send(response, 404, { message: `There is no ${method} ${url} here.` }, "NotFoundException");
    }
    const mail = SendEmail.safeParse(JSON.parse(body));
    if (mail.success) return send(response, 200, { MessageId: await store(mail.data, outbox) });
    send(response, 400, { message: z.prettifyError(mail.error) }, "BadRequestException");
  } catch (error) {
    send(response, 500, { message: messageOf(error) }, "InternalServiceErrorException");
  }
}

async function store(mail: z.output<typeof SendEmail>, outbox: string): Promise<string> {
  const { FromEmailAddress: from, Destination, ReplyToAddresses: replyTo, Content: content } = mail;
  const { Subject, Body, Headers = [] } = content.Simple;
  const id = randomUUID();
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    messageId: `<${id}@local.amazonses.com>`,
    from,
    to: Destination.ToAddresses,
    cc: Destination.CcAddresses,
    bcc: Destination.BccAddresses,
    replyTo,
    subject: Subject.Data,
    text: Body.Text?.Data,
    html: Body.Html?.Data,
    headers: Headers.map(({ Name: key, Value: value }) => ({ key, value })),
  });
  const name = `${new Date().toISOString().replaceAll(":", "-")}-${id}.eml`;
  await writeFile(join(outbox, `.${name}`), message);
  await rename(join(outbox, `.${name}`), join(outbox, name));
  return id;
}

function send(response: ServerResponse, status: number, body: unknown, error?: string): void {
  const content = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(content),
    "x-amzn-requestid": randomUUID(),
    ...(error !== undefined && { "x-amzn-errortype": error }),
  });
  response.end(content);
}
