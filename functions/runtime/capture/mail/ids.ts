import { createHash } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;

/** An id of a submission that is the same for the same parts: a repeat can never make a second one. */
function derivedId(...parts: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest();
  const body = Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length));
  return `sub_${body.join("")}`;
}

/** What tells one mail from another. */
export interface Identity {
  readonly mailbox: string;
  readonly messageId: string | undefined;
  readonly contentHash: string | undefined;
  /** When it was written, or the day on which it came. */
  readonly date: string;
  readonly key: string;
}

/**
 * The ids that a mail may have, the first that fits: by its message id and mailbox; by its content where it has no
 * message id, or where another mail has had that id before; by its object where its content is not known.
 */
export function idsOf({
  mailbox,
  messageId,
  contentHash,
  date,
  key,
}: Identity): readonly [string, ...string[]] {
  const otherwise =
    contentHash === undefined
      ? derivedId("object", key)
      : derivedId("content", mailbox, contentHash, messageId ?? date);
  return messageId === undefined ? [otherwise] : [derivedId("message", mailbox, messageId), otherwise];
}
