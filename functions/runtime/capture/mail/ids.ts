import { submissionIdOf } from "../submission-id.ts";

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
      ? submissionIdOf("object", key)
      : submissionIdOf("content", mailbox, contentHash, messageId ?? date);
  return messageId === undefined ? [otherwise] : [submissionIdOf("message", mailbox, messageId), otherwise];
}
