import { headOf, mailboxFor, readMail, type MailReading } from "../../../../domain/mail/intake.ts";
import { headerOf, type Envelope, type Mail, type Own } from "../../../../domain/mail/mail.ts";
import { plain } from "../../../../domain/mail/plain.ts";
import type { Hint, Intake, StoredFile } from "../../../../domain/submission/intake.ts";
import type { World } from "../../ask.ts";
import type { IntakeBucket } from "../../intake-bucket.ts";
import { traceId } from "../../trace.ts";
import { caution } from "./caution.ts";
import { enterMail } from "./enter.ts";
import { type AttachedFile, keyName } from "./files.ts";
import { idsOf } from "./ids.ts";
import { envelopeOf, headIn, type Notification } from "./notification.ts";
import { parseMail } from "./parse.ts";
import { visibleText } from "./visible.ts";

/** What mails are taken in with. */
export interface MailWorld {
  readonly world: World;
  readonly bucket: IntakeBucket;
  readonly own: Own;
}

/** What a mail turned out to be. */
interface Taken extends MailReading {
  readonly mail: Mail;
  readonly files: readonly AttachedFile[];
  readonly bytes: number;
  readonly contentHash: string | undefined;
}

const unreadable = (why: string): Hint => ({
  verdict: "held",
  reasons: [{ code: "unreadable", detail: plain(why, 500) ?? "unknown" }],
});

/** All that is known of a mail whose bytes are not read. */
function unread(note: Notification, envelope: Envelope, own: Own, why: string, bytes: number): Taken {
  const mail = headIn(note);
  const { intake, hint } = readMail(mail, envelope, own, (text) => text);
  return { mail, intake, hint: hint ?? unreadable(why), files: [], bytes, contentHash: undefined };
}

async function readFrom(note: Notification, envelope: Envelope, { bucket, own }: MailWorld): Promise<Taken> {
  const { objectKey } = note.receipt.action;
  const object = await bucket.get(objectKey);
  if (object === undefined)
    return unread(note, envelope, own, `There is no object ${objectKey} in the bucket`, 0);
  const { mail, files, contentHash, unreadable: why } = await parseMail(object.bytes);
  const bytes = object.bytes.byteLength;
  const { intake, hint } = readMail(mail, envelope, own, visibleText);
  const held = hint ?? (why === undefined ? undefined : unreadable(why));
  return { mail, intake, hint: held, files, bytes, contentHash };
}

const AT_ONCE = 4;

/** Stores the files of a mail beside it; the same again changes nothing. */
async function storeFiles(
  name: string,
  files: readonly AttachedFile[],
  bucket: IntakeBucket,
): Promise<StoredFile[]> {
  const stored = files.map((file, index) => ({
    file,
    kept: {
      key: `mail/files/${name}/${String(index + 1).padStart(2, "0")}-${keyName(file.name)}`,
      name: file.name,
      contentType: file.contentType,
      bytes: file.bytes.byteLength,
    },
  }));
  for (let at = 0; at < stored.length; at += AT_ONCE) {
    const some = stored.slice(at, at + AT_ONCE);
    await Promise.all(some.map(({ file, kept }) => bucket.put(kept.key, file.bytes, kept.contentType)));
  }
  return stored.map(({ kept }) => kept);
}

/** What a mail is, with its files stored. */
async function readAndStore(
  note: Notification,
  { name, envelope, tries }: { readonly name: string; readonly envelope: Envelope; readonly tries: number },
  parts: MailWorld,
): Promise<{ readonly taken: Taken; readonly files: readonly StoredFile[] }> {
  const { bucket, own } = parts;
  const reading = await caution(bucket, name, tries);
  try {
    const taken = reading.deadly
      ? unread(note, envelope, own, "Reading it has ended this function twice", 0)
      : await readFrom(note, envelope, parts);
    const isVirus = envelope.verdicts.virus === "FAIL";
    const files = isVirus ? [] : await storeFiles(name, taken.files, bucket);
    await reading.done();
    return { taken, files };
  } catch (error) {
    // Where the bucket is away that cannot be said either: what is told is why.
    await reading.failed().catch(() => undefined);
    throw error;
  }
}

/** Takes one mail in: whatever it is, it ends as one submission, however often this is done. */
export async function takeMail(note: Notification, tries: number, parts: MailWorld): Promise<void> {
  const { objectKey } = note.receipt.action;
  const name = keyName(objectKey.slice(objectKey.lastIndexOf("/") + 1));
  const envelope = envelopeOf(note);
  const { taken, files } = await readAndStore(note, { name, envelope, tries }, parts);
  const { mail, intake, hint, contentHash, bytes } = taken;
  const whole: Intake = {
    ...intake,
    mail: intake.mail ?? headOf(mail, envelope),
    ...(files.length > 0 && { files: [...files] }),
    ...(contentHash !== undefined && { contentHash }),
  };
  const ids = idsOf({
    mailbox: mailboxFor(envelope),
    messageId: whole.mail?.messageId,
    contentHash,
    date: headerOf(mail, "date") || note.mail.timestamp.slice(0, 10),
    key: objectKey,
  });
  const raw: StoredFile = { key: objectKey, name: "mail.eml", contentType: "message/rfc822", bytes };
  await enterMail({ name, ids, raw, intake: whole, hint, traceId: traceId() }, parts.world);
}
