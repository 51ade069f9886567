import { bare, type Envelope, headerOf, type Mail } from "./mail.ts";
import type { Reason } from "../submission/reason.ts";

// As mail programs of many languages write it before, or in place of, the subject that they answer.
const SUBJECTS = [
  "out of (?:the )?office",
  "automatic reply",
  "auto(?:matic)?[- ]?(?:reply|response|responder)",
  "away from (?:the )?office",
  "on vacation",
  "vacation (?:reply|response|message)",
  "abwesenheitsnotiz",
  "abwesend",
  "abwesenheit",
  "automatische antwort",
  "ich bin (?:derzeit )?nicht im büro",
  "réponse automatique",
  "absence du bureau",
  "absent du bureau",
  "message d['’]absence",
  "respuesta automática",
  "fuera de (?:la )?oficina",
  "ausente de la oficina",
  "risposta automatica",
  "fuori sede",
  "assente",
  "automatisch antwoord",
  "afwezig",
  "afwezigheidsbericht",
  "resposta automática",
  "fora do escritório",
  "odpowiedź automatyczna",
  "autosvar",
  "frånvaro",
  "fraværende",
  "automaattinen vastaus",
  "poissa toimistosta",
  "automatická odpověď",
  "otomatik yanıt",
  "trả lời tự động",
  "thư trả lời tự động",
  "vắng mặt",
  "автоматический ответ",
  "автоответ",
  "自動返信",
  "自動応答",
  "不在(?:通知|のお知らせ)",
  "自动回复",
  "自動回覆",
  "자동 회신",
  "부재중",
  "balasan otomatis",
];
const subject = new RegExp(String.raw`^(?:\s*(?:re|aw|sv|fw|fwd)\s?:)?\s*\[?(?:${SUBJECTS.join("|")})`, "iu");

// Not X-MS-Exchange-Inbox-Rules-Loop: Exchange counts by it what rules forward too, and its automatic answers say what they are.
const RESPONDERS = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response"];
const LISTS = ["list-id", "list-unsubscribe", "list-post", "list-help", "x-mailing-list", "mailing-list"];

const held = (code: Reason["code"], detail: string): Reason => ({ code, detail });
const isYes = (value: string) => !/^(?:no|none|false|0|)$/i.test(value.trim());

/** Why nobody wrote a mail by hand, if it says so itself: what it is held for. */
export function automaticOf(mail: Mail, { sender }: Pick<Envelope, "sender">): Reason | undefined {
  const list = LISTS.find((name) => mail.headers.has(name));
  const precedence = headerOf(mail, "precedence").trim().toLowerCase();
  const submitted = headerOf(mail, "auto-submitted").split(";")[0]?.trim().toLowerCase() ?? "";
  if (submitted !== "" && submitted !== "no")
    return held("automatic-mail", `Auto-Submitted: ${submitted.slice(0, 60)}`);
  if (mail.report !== undefined) return held("automatic-mail", `a report: ${mail.report}`);
  const responder = RESPONDERS.find((name) => isYes(headerOf(mail, name)));
  if (responder !== undefined) return held("automatic-mail", responder);
  if (subject.test(mail.subject.normalize("NFC")))
    return held("automatic-mail", "its subject is that of an automatic answer");
  if (list !== undefined) return held("newsletter", list);
  if (/^(?:bulk|junk|list)\b/.test(precedence))
    return held("newsletter", `Precedence: ${precedence.slice(0, 60)}`);
  if (/^auto[-_]?reply/.test(precedence)) return held("automatic-mail", "Precedence: auto_reply");
  if (isYes(headerOf(mail, "x-auto-response-suppress")))
    return held("automatic-mail", "x-auto-response-suppress");
  return bare(sender) === "" ? held("automatic-mail", "its sender takes no answer") : undefined;
}
