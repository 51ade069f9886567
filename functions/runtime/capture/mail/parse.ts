import { createHash } from "node:crypto";
import PostalMime, { type Address, type Email } from "postal-mime";
import type { Mail, MailName, Report } from "../../../../domain/mail/mail.ts";
import { messageOf } from "./message-of.ts";
import { type AttachedFile, filesOf, hashOfContent } from "./files.ts";
import { textOfHtml } from "./html.ts";

/** A mail with what it carries. */
export interface ParsedMail {
  readonly mail: Mail;
  readonly files: readonly AttachedFile[];
  readonly contentHash: string;
  /** Why no more than its head could be read. */
  readonly unreadable?: string;
}

const MAX_NESTING = 100;
const MAX_HEADERS = 2 * 1024 * 1024;
// Each line and each part costs more memory than it has bytes: a line of text as it is 2 KB, one that is encoded little.
const MAX_LINES = 650_000;
const MAX_LOOSE_LINES = 100_000;
const MAX_PARTS = 20_000;
const MAX_ENCLOSED = 3;
const MAX_HEAD = 256 * 1024;

const LINE_FEED = 0x0a;
const DASH = 0x2d;
const SPACE = 0x20;
/** Encoded files have lines of 60 characters or more, without spaces. */
const SHORTEST_ENCODED = 57;

/** Why a mail is not parsed: it would take more than there is. */
function tooMuch(bytes: Uint8Array): string | undefined {
  let [lines, loose, marks, space] = [0, 0, 0, -1];
  for (
    let at = -1, end = bytes.indexOf(LINE_FEED);
    end >= 0;
    at = end, end = bytes.indexOf(LINE_FEED, end + 1)
  ) {
    if (space !== Infinity && space < at) space = bytes.indexOf(SPACE, at + 1);
    if (space < 0) space = Infinity;
    lines += 1;
    if (end - at < SHORTEST_ENCODED || space < end) loose += 1;
    if (bytes[end + 1] === DASH && bytes[end + 2] === DASH) marks += 1;
    if (lines > MAX_LINES || loose > MAX_LOOSE_LINES)
      return `more than ${lines > MAX_LINES ? MAX_LINES : MAX_LOOSE_LINES} lines`;
    if (marks > MAX_PARTS) return `more than ${MAX_PARTS} parts`;
  }
  return undefined;
}

function namesIn(addresses: readonly Address[]): MailName[] {
  return addresses.flatMap((address) => (address.group === undefined ? [address] : address.group));
}

function headersOf({ headers }: Email): Mail["headers"] {
  const byName = new Map<string, string[]>();
  for (const { key, value } of headers) {
    const values = byName.get(key);
    if (values === undefined) byName.set(key, [value]);
    else if (values.length < 100) values.push(value);
  }
  return byName;
}

const reports: ReadonlyMap<string, Report> = new Map([
  ["message/delivery-status", "delivery"],
  ["message/global-delivery-status", "delivery"],
  ["message/disposition-notification", "disposition"],
  ["message/feedback-report", "feedback"],
]);

function reportIn({ attachments }: Email): Report | undefined {
  for (const { mimeType, method } of attachments) {
    const report = reports.get(mimeType);
    if (report !== undefined) return report;
    if (mimeType === "text/calendar" && method === "REPLY") return "calendar-reply";
  }
  return undefined;
}

const read = (bytes: Uint8Array) =>
  PostalMime.parse(bytes, {
    maxNestingDepth: MAX_NESTING,
    maxHeadersSize: MAX_HEADERS,
    forceRfc822Attachments: true,
  });

async function enclosedIn({ attachments }: Email, depth: number): Promise<Mail | undefined> {
  const carried = attachments.find(({ mimeType }) => mimeType === "message/rfc822");
  if (carried === undefined || depth >= MAX_ENCLOSED || typeof carried.content === "string") return undefined;
  try {
    return await mailOf(await read(new Uint8Array(carried.content)), depth + 1);
  } catch {
    return undefined;
  }
}

async function mailOf(email: Email, depth: number): Promise<Mail> {
  const { from, replyTo = [], subject = "", text = "", html = "" } = email;
  return {
    headers: headersOf(email),
    from: from === undefined ? undefined : namesIn([from])[0],
    replyTo: namesIn(replyTo).slice(0, 50),
    subject,
    text: text.trim() === "" && html !== "" ? textOfHtml(html) : text,
    report: reportIn(email),
    enclosed: await enclosedIn(email, depth),
  };
}

/** The bytes of the head, up to its first empty line. */
function headBytes(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAX_HEAD)).toString(
    "latin1",
  );
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.lastIndexOf("\n");
  return bytes.subarray(0, end < 0 ? text.length : end);
}

const nothing: Mail = {
  headers: new Map(),
  from: undefined,
  replyTo: [],
  subject: "",
  text: "",
  report: undefined,
  enclosed: undefined,
};

async function headOnly(bytes: Uint8Array, why: string): Promise<ParsedMail> {
  const email = await read(headBytes(bytes)).catch(() => undefined);
  const mail =
    email === undefined
      ? nothing
      : { ...(await mailOf({ ...email, attachments: [] }, MAX_ENCLOSED)), text: "" };
  return { mail, files: [], contentHash: createHash("sha256").update(bytes).digest("hex"), unreadable: why };
}

/** Of whom the answer is to go to, all but who wrote: web forms send the same text for each visitor. */
function answeredBy({ replyTo }: Mail, from: string): string[] {
  const others = replyTo.map(({ address }) => address.toLowerCase()).filter((each) => each !== from);
  return [...new Set(others)].toSorted();
}

/** Reads a mail, whatever its bytes are; of one that cannot be read, its head, with the reason. */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const why = bytes.byteLength === 0 ? "it is empty" : tooMuch(bytes);
  if (why !== undefined) return headOnly(bytes, why);
  try {
    const email = await read(bytes);
    const mail = await mailOf(email, 0);
    const from = (mail.from?.address ?? "").toLowerCase();
    const said = [from, mail.subject, email.text ?? "", email.html ?? "", ...answeredBy(mail, from)];
    return { mail, files: filesOf(email.attachments), contentHash: hashOfContent(said, email.attachments) };
  } catch (error) {
    return headOnly(bytes, messageOf(error));
  }
}
