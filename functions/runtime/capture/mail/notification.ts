import { addressParser } from "postal-mime";
import * as z from "zod";
import type { Checked, Envelope, Mail } from "../../../../domain/mail/mail.ts";

const Verdict = z
  .object({ status: z.string() })
  .optional()
  .transform((verdict): Checked => {
    const status = z
      .enum(["PASS", "FAIL", "GRAY", "PROCESSING_FAILED", "DISABLED"])
      .safeParse(verdict?.status);
    return status.success ? status.data : "GRAY";
  });

const Heads = z.object({
  from: z.array(z.string()).optional(),
  replyTo: z.array(z.string()).optional(),
  subject: z.string().optional(),
  messageId: z.string().optional(),
});

/** What Amazon SES says of a mail that it has put into the bucket. */
export const Notification = z.object({
  notificationType: z.literal("Received"),
  mail: z.object({
    timestamp: z.string(),
    source: z.string().default(""),
    commonHeaders: Heads.default({}),
  }),
  receipt: z.object({
    recipients: z.array(z.string()).default([]),
    spamVerdict: Verdict,
    virusVerdict: Verdict,
    spfVerdict: Verdict,
    dkimVerdict: Verdict,
    dmarcVerdict: Verdict,
    action: z.object({ objectKey: z.string().min(1).max(400) }),
  }),
});

/** What Amazon SES says of a mail. */
export type Notification = z.output<typeof Notification>;

/** What the server that received it vouches for. */
export function envelopeOf({ mail, receipt }: Notification): Envelope {
  const {
    spamVerdict: spam,
    virusVerdict: virus,
    spfVerdict: spf,
    dkimVerdict: dkim,
    dmarcVerdict: dmarc,
  } = receipt;
  return { sender: mail.source, recipients: receipt.recipients, verdicts: { spam, virus, spf, dkim, dmarc } };
}

function namesIn(values: readonly string[]) {
  return values
    .flatMap((value) => addressParser(value.slice(0, 2000), { flatten: true }))
    .flatMap((each) => (each.group === undefined ? [each] : each.group));
}

/** The head of a mail as the notification has it, for one that cannot be read at all. */
export function headIn({ mail: { commonHeaders } }: Notification): Mail {
  const { from = [], replyTo = [], subject = "", messageId } = commonHeaders;
  return {
    headers: new Map(messageId === undefined ? [] : [["message-id", [messageId]]]),
    from: namesIn(from)[0],
    replyTo: namesIn(replyTo),
    subject,
    text: "",
    report: undefined,
    enclosed: undefined,
  };
}
