import EmailReplyParser from "email-reply-parser";

const MOST_TEXT = 20_000;
const MOST_LINE = 1000;

/** What of an answer was written now: without the mails that it quotes and the signature. */
export function visibleText(text: string): string {
  // The patterns of the library look back over empty lines: a thousand of them say no more than two.
  const lines = text
    .slice(0, MOST_TEXT)
    .split(/\r?\n/)
    .map((line) => line.slice(0, MOST_LINE).trimEnd());
  const bounded = lines.join("\n").replaceAll(/\n{3,}/g, "\n\n");
  return new EmailReplyParser().parseReply(bounded).trim();
}
