import { plainLine } from "./plain.ts";

const REPLY =
  "re|aw|antw|antwort|ré|rép|réponse|sv|vs|vá|ynt|odp|res|resp|rif|r|ref|tl|trả lời|hồi âm|回复|答复|答覆|回覆|返信|ответ|отв|на";
const FORWARD =
  "fw|fwd|wg|tr|rv|enc|i|pd|doorst|vl|vb|vs|továbbítás|ilt|weitergeleitet|weiterleitung|transf|transféré|reenv|reenviado|chuyển tiếp|转发|轉寄|転送|пересл";

const counted = String.raw`(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\))?`;
const prefix = (words: string) => new RegExp(String.raw`^\s*(?:${words})${counted}\s?[:：]\s*`, "iu");
const reply = prefix(REPLY);
const forward = prefix(FORWARD);
const any = prefix(`${REPLY}|${FORWARD}`);

/** Whether a subject begins as that of an answer: "Re:", "AW:", "Trả lời:". */
export function isReplySubject(subject: string): boolean {
  return reply.test(subject.normalize("NFC"));
}

/** Whether a subject begins as that of a forwarded mail: "Fwd:", "WG:", "TR:". */
export function isForwardSubject(subject: string): boolean {
  return forward.test(subject.normalize("NFC"));
}

const MOST_PREFIXES = 20;

/** What a subject is about, without the prefixes of answers and forwarded mails. */
export function topicOf(subject: string): string | undefined {
  let rest = subject.slice(0, 2000).normalize("NFC");
  for (let times = 0; times < MOST_PREFIXES && any.test(rest); times += 1) rest = rest.replace(any, "");
  return plainLine(rest, 300);
}
