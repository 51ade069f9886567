import { readMail, type MailReading } from "../../domain/mail/intake.ts";
import type { Checked, Envelope, Own } from "../../domain/mail/mail.ts";
import type { ReasonCode } from "../../domain/submission/reason.ts";
import type { ReadFields } from "../../domain/submission/intake.ts";
import { parseMail, type ParsedMail } from "../../functions/runtime/capture/mail/parse.ts";
import { visibleText } from "../../functions/runtime/capture/mail/visible.ts";

/** What is expected of a mail. */
export interface Expected {
  /** The reason that it is held for; undefined for a mail that is none of that. */
  readonly code?: ReasonCode | undefined;
  readonly verdict?: "held" | "spam";
  readonly fields?: ReadFields;
  /** Fields that must not have been read. */
  readonly without?: readonly (keyof ReadFields)[];
  readonly from?: string;
  readonly text?: string | RegExp;
  readonly isReply?: boolean;
  readonly files?: readonly string[];
}

/** A mail of the corpus. */
export interface MailCase extends Expected {
  readonly name: string;
  readonly raw: string | Uint8Array;
  /** Of the envelope; somebody when not given. */
  readonly sender?: string;
  readonly verdicts?: Partial<Record<"spam" | "virus" | "spf" | "dkim" | "dmarc", Checked>>;
}

/** A mail as text: its head, and its body after an empty line. */
export function mail(head: Readonly<Record<string, string>>, body = "", eol = "\r\n"): string {
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [...lines, "", ...body.split("\n")].join(eol);
}

/** A part of a mail of several parts. */
export function part(contentType: string, body: string, more: Readonly<Record<string, string>> = {}): string {
  return mail({ "Content-Type": contentType, ...more }, body);
}

/** A body of several parts. */
export function parts(boundary: string, ...all: readonly string[]): string {
  return `${all.map((each) => `--${boundary}\r\n${each}\r\n`).join("")}--${boundary}--\r\n`;
}

export const own: Own = { mailboxes: ["sales@acme.example"], domains: ["acme.example"], country: "DE" };

const passed: Envelope["verdicts"] = {
  spam: "PASS",
  virus: "PASS",
  spf: "PASS",
  dkim: "PASS",
  dmarc: "PASS",
};

/** The bytes of a mail of the corpus; a letter beyond Latin-1 is written in UTF-8. */
export function bytesOf({ raw }: Pick<MailCase, "raw">): Uint8Array {
  return typeof raw === "string" ? new TextEncoder().encode(raw) : raw;
}

/** What becomes of a mail. */
export async function readCase(of: MailCase): Promise<MailReading & { readonly parsed: ParsedMail }> {
  const parsed = await parseMail(bytesOf(of));
  const { sender = "somebody@mailer.example", verdicts } = of;
  const envelope = { sender, recipients: ["sales@acme.example"], verdicts: { ...passed, ...verdicts } };
  return { ...readMail(parsed.mail, envelope, own, visibleText), parsed };
}
