import { mailboxOf } from "../person/mailbox.ts";
import type { Hint, Intake, MailHead } from "../submission/intake.ts";
import { Language } from "../kernel/process.ts";
import { enquiryOf, fieldsOf, textOf, type Visible } from "./enquiry.ts";
import { bare, type Envelope, headerOf, type Mail, type Own } from "./mail.ts";
import { messageIdOf, referencesOf } from "./message-id.ts";
import { plainLine } from "./plain.ts";
import { addressOf } from "./sender.ts";
import { tokenOf } from "./token.ts";
import { hintOf, isAuthentic } from "./verdicts.ts";

/** What a mail comes in as, without its files, and what is known of its verdict. */
export interface MailReading {
  readonly intake: Pick<Intake, "source" | "fields" | "provenance" | "text" | "language" | "mail">;
  readonly hint: Hint | undefined;
}

/** The mailbox that a mail was for; of several the same one each time, so that a mail is one submission. */
export function mailboxFor({ recipients }: Pick<Envelope, "recipients">): string {
  return [...new Set(recipients.map((address) => mailboxOf(bare(address))))].toSorted()[0] ?? "";
}

function languageOf(mail: Mail): string | undefined {
  const parsed = Language.safeParse(headerOf(mail, "content-language").trim().slice(0, 2).toLowerCase());
  return parsed.success ? parsed.data : undefined;
}

/** What a mail says: who wrote what, what it answers, and whether it is an enquiry at all. */
export function readMail(mail: Mail, envelope: Envelope, own: Own, visible: Visible): MailReading {
  const enquiry = enquiryOf(mail, own, visible);
  const { fields, provenance } = fieldsOf(enquiry, own.country);
  const text = textOf(enquiry);
  const language = languageOf(mail);
  const head: MailHead = {
    ...headOf(mail, envelope),
    ...from(enquiry.writer.address),
    ...(enquiry.writer.relayed === true && { relayed: true }),
    isReply: enquiry.isReply,
  };
  return {
    intake: {
      source: "email",
      ...(Object.keys(fields).length > 0 && { fields, provenance }),
      ...(text !== undefined && { text }),
      ...(language !== undefined && { language }),
      mail: head,
    },
    hint: hintOf(mail, envelope, own),
  };
}

function from(address: string): Pick<MailHead, "from"> {
  const parsed = addressOf(address);
  return parsed === undefined ? {} : { from: parsed };
}

/** What the head alone says, for a mail that could not be read any further. */
export function headOf(mail: Mail, envelope: Envelope): MailHead {
  const messageId = messageIdOf(mail);
  const mailbox = addressOf(mailboxFor(envelope));
  const subject = plainLine(mail.subject, 500);
  const references = referencesOf(mail);
  const token = tokenOf(envelope.recipients);
  return {
    ...from(mail.from?.address ?? ""),
    ...(messageId !== undefined && { messageId }),
    ...(mailbox !== undefined && { mailbox }),
    ...(subject !== undefined && { subject }),
    ...(references.length > 0 && { references }),
    ...(token !== undefined && { token }),
    authentic: isAuthentic(envelope),
  };
}
