import { createHash } from "node:crypto";
import type { Attachment } from "postal-mime";
import { plainLine } from "../../../../domain/mail/plain.ts";

/** An attachment as it came. */
export interface AttachedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const MOST_FILES = 50;

// What can be the header of an object in the bucket: others are refused, and with them the mail.
const CONTENT_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

function contentTypeOf({ mimeType }: Attachment): string {
  const type = plainLine(mimeType, 120) ?? "";
  return CONTENT_TYPE.test(type) ? type : "application/octet-stream";
}

// Characters that show a name in another order than it is written: "exe.fdp" for "pdf.exe".
const TURNING = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** A name as it can be shown and stored: no path, nothing hidden. */
export function safeName(name: string | null | undefined, otherwise: string): string {
  const last = (name ?? "").slice(-2000).split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replaceAll(TURNING, "")
    .replaceAll(/[<>:"|?*\p{Cc}]/gu, "_")
    .replace(/^\.+/, "");
  return (
    plainLine(clean.length > 120 ? `${clean.slice(0, 100)}${clean.slice(-20)}` : clean, 200) ?? otherwise
  );
}

/** The end of a key in the bucket that a file of this name is stored under. */
export function keyName(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "_")
    .slice(-80);
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** The files of a mail, pictures in its text included. */
export function filesOf(attachments: readonly Attachment[]): AttachedFile[] {
  return attachments.slice(0, MOST_FILES).map((attachment, index) => ({
    name: safeName(attachment.filename, `attachment-${index + 1}`),
    contentType: contentTypeOf(attachment),
    bytes: bytesOf(attachment),
  }));
}

/** The hash of all that a mail says: the same for two that say the same, by whatever way they came. */
export function hashOfContent(said: readonly string[], files: readonly Attachment[]): string {
  const hash = createHash("sha256").update(JSON.stringify(said.map((part) => part.toWellFormed())));
  for (const file of files) hash.update(createHash("sha256").update(bytesOf(file)).digest());
  return hash.digest("hex");
}
