import type { Provenance } from "../capture/provenance.ts";
import type { ReadFields } from "../submission/intake.ts";
import { forwardedIn } from "./forward.ts";
import type { Mail, MailName, Own } from "./mail.ts";
import { calledBy } from "./name.ts";
import { plain } from "./plain.ts";
import { addressOf, isOurs, type Writer, writerOf } from "./sender.ts";
import { writtenNow } from "./quoted.ts";
import { suggestionsOf, type Suggestions } from "./signature.ts";
import { isForwardSubject, isReplySubject, topicOf } from "./subject.ts";

/** What a mail is about and who wrote it. */
export interface Enquiry {
  readonly writer: MailName & Partial<Pick<Writer, "relayed">>;
  /** Only a colleague is named: it is no customer. */
  readonly ours: boolean;
  /** What the address was read from. */
  readonly from: "header" | "body";
  readonly subject: string;
  readonly text: string;
  /** The same with the signature under it. */
  readonly signed: string;
  /** What a colleague wrote above the mail that is forwarded. */
  readonly note: string;
  readonly isReply: boolean;
}

/** What of a text was written now, without what it quotes. */
export type Visible = (text: string) => string;

const MOST_ENCLOSED = 5;

/** The customer's mail in one that a colleague forwards: enclosed as a whole, or as text. */
function forwardedBy(mail: Mail, own: Own, depth: number): Enquiry | undefined {
  const { enclosed } = mail;
  if (enclosed !== undefined && depth < MOST_ENCLOSED) {
    const inner = outermost(enclosed, own, (text) => text, depth + 1);
    if (!inner.ours && inner.writer.address !== "") return { ...inner, from: "body", note: mail.text.trim() };
  }
  const carried = forwardedIn(mail.text);
  const found = carried.find(({ from }) => !isOurs(from.address, own));
  if (found === undefined) return undefined;
  // A colleague who answers a customer quotes the customer's mail just the same.
  const answers = isReplySubject(mail.subject) && !isForwardSubject(mail.subject);
  if (answers) return undefined;
  const subject = found.subject ?? mail.subject;
  const note = carried[0]?.note ?? "";
  const { from: writer, text } = found;
  return {
    writer,
    ours: false,
    from: "body",
    subject,
    text,
    signed: text,
    note,
    isReply: isReplySubject(subject),
  };
}

function outermost(mail: Mail, own: Own, visible: Visible, depth: number): Enquiry {
  const { subject, text, headers } = mail;
  const writer = writerOf(mail, own);
  const forwarded = writer.ours ? forwardedBy(mail, own, depth) : undefined;
  if (forwarded !== undefined) return forwarded;
  const answers = headers.has("in-reply-to") || headers.has("references");
  const isReply = isReplySubject(subject) || (answers && !isForwardSubject(subject));
  const signed = isReply ? writtenNow(text) : text;
  const said = isReply ? visible(signed) : text;
  const kept = said.trim() === "" ? signed : said;
  return { writer, ours: writer.ours, from: "header", subject, text: kept, signed, note: "", isReply };
}

/** The enquiry in a mail: that of its sender, or of the customer whose mail a colleague forwards. */
export function enquiryOf(mail: Mail, own: Own, visible: Visible): Enquiry {
  return outermost(mail, own, visible, 0);
}

function suggested(found: Suggestions): { fields: ReadFields; provenance: Provenance } {
  const entries = Object.entries(found);
  return {
    fields: Object.fromEntries(entries.map(([field, { value }]) => [field, value])),
    provenance: Object.fromEntries(
      entries.map(([field, { confidence }]) => [field, { from: "signature" as const, confidence }]),
    ),
  };
}

/** What is read of the person: name and address from the head, the rest suggested by the signature. */
export function fieldsOf(enquiry: Enquiry, country: string): { fields: ReadFields; provenance: Provenance } {
  const { writer, from, subject } = enquiry;
  const topic = topicOf(subject);
  const about = topic === undefined ? {} : { topic };
  if (enquiry.ours) return { fields: about, provenance: {} };
  const email = addressOf(writer.address);
  const called = calledBy(writer.name);
  const own = { ...about, ...called, ...(email !== undefined && { email }) };
  const said = suggested(
    suggestionsOf(enquiry.signed, { name: called.lastName ?? "", address: writer.address, country }),
  );
  const provenance = Object.fromEntries(
    Object.keys(own).map((field) => [field, { from: field === "topic" ? ("header" as const) : from }]),
  );
  return { fields: { ...said.fields, ...own }, provenance: { ...said.provenance, ...provenance } };
}

const MOST_TEXT = 20_000;

/** The text that is kept: a colleague's note goes before the customer's words. */
export function textOf({ text, note }: Enquiry): string | undefined {
  const above = plain(note, 2000);
  return plain(above === undefined ? text : `${above}\n\n---\n\n${text.slice(0, MOST_TEXT)}`, MOST_TEXT);
}
