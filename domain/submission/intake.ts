import * as z from "zod";
import { Regarding } from "../activity/regarding.ts";
import { Attribution } from "../capture/attribution.ts";
import { Consent } from "../capture/consent.ts";
import { Provenance } from "../capture/provenance.ts";
import { FormId, ImportId, LeadId } from "../kernel/id.ts";
import { companyReach, personFields } from "../kernel/person.ts";
import { Language, ProcessName } from "../kernel/process.ts";
import { Email, rawText, text } from "../kernel/text.ts";
import { handling } from "../kernel/handling.ts";
import { Reason, Signal } from "./reason.ts";
import { personal } from "../kernel/personal.ts";

/** Where submissions come from. */
export const Source = z.enum(["web", "email", "card", "import"]);

/** Where submissions come from. */
export type Source = z.output<typeof Source>;

/** A file in the bucket of submissions: an attachment, a photo, a whole mail. */
export const StoredFile = z.strictObject({
  key: rawText(500).min(1),
  name: personal(text(255)),
  contentType: text(120),
  bytes: z.int().min(0),
});

/** A file in the bucket of submissions. */
export type StoredFile = z.output<typeof StoredFile>;

/** What was read of the person and the enquiry: only what is well-formed; the rest stays in what was sent. */
export const ReadFields = z.strictObject({
  topic: text(300).optional(),
  ...personFields,
  company: text(200).optional(),
  website: companyReach.website,
  productFamily: text(80).optional(),
  need: personal(text(2000)).optional(),
});

/** What was read of the person and the enquiry. */
export type ReadFields = z.output<typeof ReadFields>;

const MessageId = rawText(1000).trim().min(1);

/** What a mail says of itself, for finding what it belongs to. */
export const MailHead = z.strictObject({
  messageId: MessageId.optional(),
  /** The sender as the mail names it; Reply-To where that is who wants the answer. */
  from: Email.optional(),
  /** Another address sent it for the one that it names: nothing proves that they know each other. */
  relayed: z.boolean().optional(),
  mailbox: Email.optional(),
  subject: personal(text(500)).optional(),
  /** Message ids of References and In-Reply-To, the nearest first. */
  references: z.array(MessageId).max(20).optional(),
  /** The record whose id was in the address that it was sent to. */
  token: Regarding.optional(),
  /** The server that sent it proved to be allowed to (SPF, DKIM and DMARC did not fail). */
  authentic: z.boolean(),
  /** It is an answer or a forwarded mail by its subject or headers. */
  isReply: z.boolean().optional(),
});

/** What a mail says of itself. */
export type MailHead = z.output<typeof MailHead>;

/** What a reading found: fields with where each was read, answers to questions of a form, the text of the message. */
export const reading = {
  fields: ReadFields.optional(),
  provenance: Provenance.optional(),
  answers: personal(z.record(text(100), text(2000))).optional(),
  text: personal(text(20_000)).optional(),
  /** Of a reading by machine, in percent. */
  confidence: z.int().min(0).max(100).optional(),
};

/** What comes in: as it was sent, what was read of it, and what the source knows of it. */
export const intake = {
  source: Source,
  form: FormId.optional(),
  import: ImportId.optional(),
  row: z.int().min(1).optional(),
  /** The lead that it says it is of, as a list that was exported does. */
  known: LeadId.optional(),
  /** The whole of it, as it came. */
  raw: StoredFile.optional(),
  /** Values of a web form, as they were sent. */
  sent: personal(
    z.record(rawText(100), z.union([rawText(20_000), z.array(rawText(20_000)).max(50)])),
  ).optional(),
  files: z.array(StoredFile).max(50).optional(),
  ...reading,
  language: Language.optional(),
  campaign: text(200).optional(),
  owner: handling.owner,
  process: ProcessName.optional(),
  attribution: Attribution.optional(),
  consents: z.array(Consent).max(10).optional(),
  mail: MailHead.optional(),
  signals: z.array(Signal).max(30).optional(),
  /** Of what makes two submissions the same one: within minutes they are one. */
  contentHash: rawText(100).optional(),
  /** A person must still confirm by mail that the address is theirs. */
  confirm: z.boolean().optional(),
};

/** What the source already knows of the verdict: it goes before all but a release by a person. */
export const Hint = z.strictObject({
  verdict: z.enum(["held", "spam", "rejected"]),
  reasons: z.array(Reason).min(1).max(20),
});

/** What the source already knows of the verdict. */
export type Hint = z.output<typeof Hint>;

/** What came in. */
export const Intake = z.object(intake);

/** What came in. */
export type Intake = z.output<typeof Intake>;
