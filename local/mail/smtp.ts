import { once } from "node:events";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { MailRuleSpec } from "../model.ts";
import { messageOf } from "../problem.ts";
import type { MailKeeper } from "./keeper.ts";
import { isFor } from "./recipients.ts";

/** The running mail server. */
export interface MailServer {
  readonly port: number;
  healthy(): boolean;
  stop(): Promise<void>;
}

/** What Amazon SES takes at most, heads included. */
const MOST_BYTES = 40 * 1024 * 1024;
const MOST_CLIENTS = 50;
/** How long a mail that is under way may take when the system ends: its sender has no 250 yet and tries again. */
const GRACE_MS = 500;

/** An answer of SMTP that refuses: 4xx to try again later, 5xx for good. */
class Refused extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    // The rest of what is too long is read and thrown away: the sender hears of it at its end.
    if (!stream.sizeExceeded && Buffer.isBuffer(chunk)) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (stream.sizeExceeded) throw new Refused(552, `A mail may have ${MOST_BYTES} bytes at most`);
  return Buffer.concat(chunks);
}

/** What a receiving server adds before a mail. */
function traceOf(
  { remoteAddress, hostNameAppearsAs, id }: SMTPServerSession,
  recipients: readonly string[],
): string {
  const from = (hostNameAppearsAs || "unknown").replaceAll(/[^\w.:[\]-]/g, "");
  return `Received: from ${from} (${remoteAddress})\r\n by inbound-smtp.localhost with SMTP id ${id}\r\n for ${recipients[0]};\r\n ${new Date().toUTCString()}\r\n`;
}

/** Takes a mail in for each rule that is for one of its recipients. */
async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  rules: readonly MailRuleSpec[],
  keeper: MailKeeper,
): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope;
  const bytes = await bytesOf(stream);
  const all = rcptTo.map(({ address }) => address);
  const traced = Buffer.concat([Buffer.from(traceOf(session, all)), bytes]);
  const sender = mailFrom === false ? "" : mailFrom.address;
  for (const rule of rules) {
    const recipients = all.filter((address) => isFor(rule, address));
    if (recipients.length > 0) await keeper.keep(rule, { sender, recipients, bytes: traced });
  }
}

/** What the sender is answered when it went wrong; nothing when it did not. */
async function refusalOf(taken: Promise<void>): Promise<Error | undefined> {
  try {
    await taken;
    return undefined;
  } catch (error) {
    return error instanceof Refused ? error : new Refused(451, `Try again later: ${messageOf(error)}`);
  }
}

/**
 * Takes mail for the recipients of the rules on 127.0.0.1. A mail is answered with 250 only when it is in the bucket and
 * word of it in the queue. Rejects with the server's error, as EADDRINUSE for a taken port.
 */
export async function startMailServer(options: {
  /** 0 for any free one. */
  readonly port: number;
  readonly rules: readonly MailRuleSpec[];
  readonly keeper: MailKeeper;
}): Promise<MailServer> {
  const { port, rules, keeper } = options;
  const server = new SMTPServer({
    name: "inbound-smtp.localhost",
    banner: "Salesline",
    size: MOST_BYTES,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    maxClients: MOST_CLIENTS,
    closeTimeout: GRACE_MS,
    logger: false,
    onRcptTo({ address }, _, callback) {
      const known = rules.some((rule) => isFor(rule, address));
      callback(known ? null : new Refused(550, `No mailbox ${address} here`));
    },
    onData(stream, session, callback) {
      void (async () => callback(await refusalOf(take(stream, session, rules, keeper))))();
    },
  });
  let open = true;
  // What goes wrong with one connection is its client's to hear of; a port that is taken is told below.
  server.on("error", () => undefined);
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  server.server.on("close", () => (open = false));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    healthy: () => open && server.server.listening,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
