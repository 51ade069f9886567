import * as z from "zod";
import { Regarding } from "../activity/regarding.ts";
import { Alike } from "../capture/alike.ts";
import { mailboxOf } from "../person/mailbox.ts";
import { event } from "../kernel/event.ts";
import { AccountId, ContactId, LeadId } from "../kernel/id.ts";
import { personName } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";
import { cut, remark } from "../kernel/text.ts";
import { Intake, type MailHead, reading, StoredFile } from "./intake.ts";
import { Reason } from "./reason.ts";

const reasons = z.array(Reason).min(1).max(40);

/** What everything that came in carries, whatever its verdict. */
const Base = Intake.extend({
  /** How often the very same came again, with where the last one lies. */
  repeats: z.int().min(1).optional(),
  lastRepeat: StoredFile.optional(),
  confirmedAt: z.iso.datetime().optional(),
});

const Submission = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("received") }),
  Base.extend({ status: z.literal("held"), reasons }),
  Base.extend({ status: z.literal("spam"), reasons, score: z.int() }),
  Base.extend({ status: z.literal("rejected"), reasons }),
  Base.extend({ status: z.literal("accepted"), reasons, lead: LeadId }),
  Base.extend({ status: z.literal("merged"), reasons, into: Regarding }),
]);

/** A submission as it is stored. */
export type Submission = z.output<typeof Submission>;

const Reading = z.object(reading);
const Held = z.object({ reasons });
const Spam = z.object({ reasons, score: z.int() });
const Rejected = z.object({ reasons, note: remark() });
const Repeated = z.object({ raw: StoredFile.optional() });

/** A lead is made of it: all that the lead needs is carried along. */
const Accepted = z.object({
  lead: LeadId,
  reasons,
  intake: Intake,
  alike: Alike.optional(),
  account: AccountId.optional(),
  contact: ContactId.optional(),
});

/** It belongs to a record that is there: what was read fills the lead's empty fields, its text becomes an activity. */
const Merged = z.object({
  into: Regarding,
  reasons,
  intake: Intake,
  isReply: z.boolean(),
  /** false: somebody else answers, whose name and phone are not those of the lead. */
  fills: z.boolean().optional(),
});

const undecided = ["received", "held", "spam", "rejected"] as const;
const named = ({ intake: { fields = {} } }: { intake: Intake }) => fields.company ?? personName(fields);
const words = (list: readonly Reason[]) => list.map(({ code }) => code.replaceAll("-", " ")).join(", ");

/** Message ids are looked up by what one may be as a key. */
export const messageKey = (id: string) => `message:${cut(id, 500)}`;
/** The mails that one sender is known to have sent; those that only name it are counted on their own, forged ones not at all. */
export const senderKeys = ({ from, authentic, relayed }: MailHead): string[] =>
  from === undefined || !authentic ? [] : [`${relayed === true ? "relayed" : "from"}:${mailboxOf(from)}`];

/** What another decision looks at of a submission. */
const seen = new Set(["status", "source", "mail", "reasons", "score", "lead", "into"]);

/** Something that was sent in, with the verdict on it: nothing that came is ever without one. */
export const submission = stage(
  "submission",
  Submission,
  {
    "submission.received": event(["none"], Intake, ({ source }) => `Received by ${source}`),
    "submission.read": event(["received"], Reading, ({ confidence }) =>
      confidence === undefined ? "Read by a machine" : `Read with a confidence of ${confidence} %`,
    ),
    "submission.confirmed": event(["held"], z.object({}), () => "Confirmed by its sender"),
    "submission.accepted": event(undecided, Accepted, (data) => `Accepted as a lead: ${named(data)}`),
    "submission.merged": event(
      undecided,
      Merged,
      ({ into, reasons }) => `Added to ${into.stage} ${into.id}: ${words(reasons)}`,
    ),
    "submission.held": event(undecided, Held, ({ reasons }) => `Held: ${words(reasons)}`),
    "submission.marked-spam": event(
      ["received"],
      Spam,
      ({ score, reasons }) => `Spam with a score of ${score}: ${words(reasons)}`,
    ),
    "submission.rejected": event(
      ["received", "held", "spam"],
      Rejected,
      ({ reasons }) => `Rejected: ${words(reasons)}`,
    ),
    "submission.repeated": event(
      ["received", "held", "spam", "rejected", "accepted", "merged"],
      Repeated,
      () => "The same came again",
    ),
  },
  {
    lookups: ({ mail }) => [
      ...(mail?.messageId === undefined ? [] : [messageKey(mail.messageId)]),
      ...(mail === undefined ? [] : senderKeys(mail)),
    ],
    glimpse: (record) =>
      Submission.parse(Object.fromEntries(Object.entries(record).filter(([field]) => seen.has(field)))),
  },
).evolve({
  "submission.received": (_, { data }) => ({ status: "received", ...data }),
  "submission.read": (record, { data }) => ({ ...record, ...data }),
  "submission.confirmed": (record, { at }) => ({ ...record, confirmedAt: at }),
  "submission.accepted": (record, { data: { lead, reasons, intake } }) => ({
    ...Base.parse(record),
    ...intake,
    status: "accepted",
    reasons,
    lead,
  }),
  "submission.merged": (record, { data: { into, reasons, intake } }) => ({
    ...Base.parse(record),
    ...intake,
    status: "merged",
    reasons,
    into,
  }),
  "submission.held": (record, { data: { reasons } }) => ({ ...Base.parse(record), status: "held", reasons }),
  "submission.marked-spam": (record, { data: { reasons, score } }) => ({
    ...record,
    status: "spam",
    reasons,
    score,
  }),
  "submission.rejected": (record, { data: { reasons } }) => ({
    ...Base.parse(record),
    status: "rejected",
    reasons,
  }),
  "submission.repeated": (record, { data: { raw } }) => ({
    ...record,
    repeats: (record.repeats ?? 0) + 1,
    ...(raw !== undefined && { lastRepeat: raw }),
  }),
});
