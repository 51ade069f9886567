import { randomBytes } from "node:crypto";
import PostalMime from "postal-mime";

/** A mail as it was handed over. */
export interface HandedOver {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly bytes: Uint8Array;
}

/** A new name of a mail, such as Amazon SES gives. */
export function newMailName(): string {
  return randomBytes(20).toString("hex");
}

const MOST_HEAD = 64 * 1024;

async function commonHeaders(bytes: Uint8Array) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MOST_HEAD)).toString(
    "latin1",
  );
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const head = await PostalMime.parse(bytes.slice(0, end)).catch(() => undefined);
  const first = (key: string) => head?.headers.find((header) => header.key === key)?.value.slice(0, 2000);
  const all = (key: string) => (first(key) === undefined ? [] : [first(key)]);
  return {
    from: all("from"),
    replyTo: all("reply-to"),
    subject: head?.subject?.slice(0, 2000),
    messageId: first("message-id"),
  };
}

/**
 * What is said of a mail over the topic, as Amazon SES says it. Nothing is checked on this machine, and whoever reaches
 * the port may write to it: all checks are passed.
 */
export async function receiptOf(
  mail: HandedOver,
  place: { name: string; bucket: string; prefix: string; topicArn: string },
) {
  const pass = { status: "PASS" };
  const timestamp = new Date().toISOString();
  const { name, bucket, prefix, topicArn } = place;
  return {
    notificationType: "Received",
    mail: {
      timestamp,
      source: mail.sender,
      messageId: name,
      destination: mail.recipients,
      headersTruncated: true,
      headers: [],
      commonHeaders: await commonHeaders(mail.bytes),
    },
    receipt: {
      timestamp,
      processingTimeMillis: 0,
      recipients: mail.recipients,
      spamVerdict: pass,
      virusVerdict: pass,
      spfVerdict: pass,
      dkimVerdict: pass,
      dmarcVerdict: pass,
      action: {
        type: "S3",
        topicArn,
        bucketName: bucket,
        objectKeyPrefix: prefix,
        objectKey: `${prefix}${name}`,
      },
    },
  };
}
