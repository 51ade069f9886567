import { bare, type Envelope, headerOf, type Mail } from "./mail.ts";

const POSTMASTER =
  /^(?:mailer-daemon|mailerdaemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]*)$/;

const SUBJECT = new RegExp(
  `^(?:${[
    "undelivered mail",
    "undeliverable",
    "undeliverable mail",
    "delivery status notification",
    "delivery failure",
    "delivery notification",
    "delivery delayed",
    "delayed mail",
    "warning: could not send",
    "warning: message .{0,60}delayed",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery system",
    "mail system error",
    "message delivery failure",
    "message could not be delivered",
    "returned mail",
    "failure notice",
    "nondeliverable mail",
    "unzustellbar",
    "nicht zustellbar",
    "non remis",
    "non remis[e ]*:",
    "échec de la remise",
    "no se puede entregar",
    "no entregado",
    "mensaje no entregado",
    "không gửi được",
    "thư không gửi được",
    "未送达",
    "配信不能",
  ].join("|")})`,
  "iu",
);

/** Whether a mail tells what became of another one: a bounce of any server, in its standard form or in none. */
export function isBounce(mail: Mail, { sender }: Pick<Envelope, "sender">): boolean {
  if (mail.report === "delivery") return true;
  if (/report-type="?delivery-status/i.test(headerOf(mail, "content-type"))) return true;
  if (mail.headers.has("x-failed-recipients")) return true;
  const from = bare(mail.from?.address ?? "");
  const fromServer = POSTMASTER.test(from.split("@")[0] ?? "");
  const unanswerable = bare(sender) === "" || POSTMASTER.test(bare(sender).split("@")[0] ?? "");
  const told = SUBJECT.test(mail.subject.trim());
  return (fromServer && (told || unanswerable)) || (unanswerable && told);
}
