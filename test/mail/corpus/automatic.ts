import { mail, type MailCase, part, parts } from "../case.ts";

const to = { To: "sales@acme.example" };
const human = { From: "Ana Ruiz <ana@ruiz.example>", ...to };
const report = (type: string, text: string) =>
  parts(
    "r",
    part("text/plain", text),
    part(
      `message/${type}`,
      "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1",
    ),
    part("message/rfc822", mail({ From: "sales@acme.example", Subject: "Offer" }, "Our offer")),
  );

const bounces: readonly MailCase[] = [
  {
    name: "a bounce of Postfix",
    raw: mail(
      {
        From: "MAILER-DAEMON@mx.example (Mail Delivery System)",
        Subject: "Undelivered Mail Returned to Sender",
        "Auto-Submitted": "auto-replied",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="r"',
      },
      report("delivery-status", "This is the mail system at host mx.example."),
    ),
    sender: "",
  },
  {
    name: "a bounce of Exim",
    raw: mail(
      {
        From: "Mail Delivery System <Mailer-Daemon@mx.example>",
        Subject: "Mail delivery failed: returning message to sender",
        "X-Failed-Recipients": "a@b.example",
        "Auto-Submitted": "auto-replied",
      },
      "This message was created automatically by mail delivery software.",
    ),
    sender: "",
  },
  {
    name: "a bounce of qmail",
    raw: mail(
      { From: "MAILER-DAEMON@mx.example", Subject: "failure notice" },
      "Hi. This is the qmail-send program.",
    ),
    sender: "",
  },
  {
    name: "a bounce of sendmail",
    raw: mail(
      {
        From: "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
        Subject: "Returned mail: see transcript for details",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="r"',
      },
      report("delivery-status", "The original message was received"),
    ),
    sender: "",
  },
  {
    name: "a bounce of Exchange, in German",
    raw: mail(
      {
        From: "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@b.example>",
        Subject: "Unzustellbar: Angebot",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="r"',
      },
      report("delivery-status", "Fehler bei der Nachrichtenzustellung"),
    ),
    sender: "",
  },
  {
    name: "a bounce of Gmail",
    raw: mail(
      {
        From: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        Subject: "Delivery Status Notification (Failure)",
        "Content-Type": 'multipart/report; boundary="r"; report-type=delivery-status',
      },
      report("delivery-status", "Address not found"),
    ),
    sender: "",
  },
  {
    name: "a bounce of Amazon SES",
    raw: mail(
      {
        From: "MAILER-DAEMON@amazonses.com",
        Subject: "Delivery Status Notification (Failure)",
        "Content-Type": 'multipart/report; boundary="r"; report-type=delivery-status',
      },
      report("delivery-status", "An error occurred"),
    ),
    sender: "",
  },
  {
    name: "a notice of a delay",
    raw: mail({ From: "postmaster@mx.example", Subject: "Delivery delayed: Offer" }, "Still trying."),
    sender: "",
  },
  {
    name: "a bounce whose head is all but lost",
    raw: mail({ From: "postmaster@b.example", Subject: "Undeliverable: Offer" }, "No such user"),
    sender: "postmaster@b.example",
  },
];

const absences: readonly (readonly [string, string])[] = [
  ["English", "Automatic reply: Offer"],
  ["English, of another program", "Out of Office: Offer"],
  ["German", "Automatische Antwort: Angebot"],
  ["German, of another program", "Abwesenheitsnotiz: Angebot"],
  ["French", "Réponse automatique : Offre"],
  ["Spanish", "Respuesta automática: Oferta"],
  ["Italian", "Risposta automatica: Offerta"],
  ["Dutch", "Automatisch antwoord: Offerte"],
  ["Portuguese", "Resposta automática: Oferta"],
  ["Polish", "Odpowiedź automatyczna: Oferta"],
  ["Vietnamese", "Trả lời tự động: Báo giá"],
  ["Japanese", "自動応答: 見積"],
  ["Russian", "Автоматический ответ: Предложение"],
  ["Swedish", "Autosvar: Offert"],
];

const held = (
  name: string,
  head: Readonly<Record<string, string>>,
  code: MailCase["code"],
  more: Partial<MailCase> = {},
): MailCase => ({
  name,
  raw: mail({ ...human, Subject: "Offer", ...head }, "Hello"),
  code,
  ...more,
});

/** Mail that nobody wrote by hand, and mail that goes in circles. */
export const automatic: readonly MailCase[] = [
  ...bounces.map((bounce): MailCase => ({ ...bounce, code: "bounce" })),
  ...absences.map(([language, subject]): MailCase =>
    held(`an absence in ${language}, known by its subject`, { Subject: subject }, "automatic-mail"),
  ),
  held("an automatic answer that says so", { "Auto-Submitted": "auto-replied" }, "automatic-mail"),
  held("a generated mail", { "Auto-Submitted": "auto-generated; type=ticket" }, "automatic-mail"),
  held("a mail that says it is written by hand", { "Auto-Submitted": "no" }, undefined),
  held("an automatic answer of an old program", { "X-Autoreply": "yes" }, "automatic-mail"),
  held("one that wants no automatic answer", { "X-Auto-Response-Suppress": "All" }, "automatic-mail"),
  held(
    "a customer's mail that a rule of Exchange passes on from the mailbox that people know",
    {
      "X-MS-Exchange-Inbox-Rules-Loop": "info@acme-known.example",
      "X-MS-Exchange-Transport-Rules-Loop": "1",
    },
    undefined,
  ),
  held(
    "an answer that a rule of Exchange gives",
    {
      "X-MS-Exchange-Inbox-Rules-Loop": "ana@ruiz.example",
      "X-MS-Exchange-Generated-Message-Source": "Mailbox Rules Agent",
      "X-Auto-Response-Suppress": "All",
      "Auto-Submitted": "auto-generated",
    },
    "automatic-mail",
  ),
  held("an answer by precedence", { Precedence: "auto_reply" }, "automatic-mail"),
  held("a bulk mail", { Precedence: "bulk" }, "newsletter"),
  held("a mailing list", { "List-Id": "Pumps <pumps.lists.example>", Precedence: "list" }, "newsletter"),
  held(
    "a newsletter",
    { "List-Unsubscribe": "<https://news.example/u>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    "newsletter",
  ),
  held("one that takes no answer", {}, "automatic-mail", { sender: "" }),
  {
    name: "a note that a mail was read",
    raw: mail(
      {
        ...human,
        Subject: "Read: Offer",
        "Content-Type": 'multipart/report; report-type=disposition-notification; boundary="r"',
      },
      parts(
        "r",
        part("text/plain", "Read"),
        part("message/disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed"),
      ),
    ),
    code: "automatic-mail",
  },
  {
    name: "a complaint of a provider",
    raw: mail(
      {
        From: "staff@isp.example",
        Subject: "Complaint",
        "Content-Type": 'multipart/report; report-type=feedback-report; boundary="r"',
      },
      parts("r", part("text/plain", "Complaint"), part("message/feedback-report", "Feedback-Type: abuse")),
    ),
    code: "automatic-mail",
  },
  {
    name: "the answer to an invitation",
    raw: mail(
      { ...human, Subject: "Accepted: Visit", "Content-Type": 'multipart/alternative; boundary="r"' },
      parts(
        "r",
        part("text/plain", ""),
        part("text/calendar; method=REPLY", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
      ),
    ),
    code: "automatic-mail",
  },
  held("a mail of the mailbox itself", { From: "sales@acme.example" }, "mail-loop"),
  held("a mail of the mailbox itself with a tag", { From: "Sales <Sales+lea_1@ACME.example>" }, "mail-loop"),
  held("a mail that Salesline sent", { "X-Salesline": "confirm" }, "mail-loop"),
  held("a mail that has been here", { "X-Loop": "sales@acme.example" }, "mail-loop"),
  {
    name: "a mail that this mailbox has received before",
    raw:
      [1, 2]
        .map(
          (id) =>
            `Received: from a.example by inbound-smtp.eu-west-1.amazonaws.com with SMTP id ${id} for sales@acme.example;\r\n`,
        )
        .join("") + mail({ ...human, Subject: "Offer" }, "Hello"),
    code: "mail-loop",
  },
  {
    name: "a mail that too many servers have passed on",
    raw:
      "Received: from a.example by b.example\r\n".repeat(40) + mail({ ...human, Subject: "Offer" }, "Hello"),
    code: "mail-loop",
  },
  held("spam, as the receiving server says", {}, "spam-verdict", {
    verdicts: { spam: "FAIL" },
    verdict: "spam",
  }),
  held("a virus, as the receiving server says", {}, "virus", { verdicts: { virus: "FAIL" } }),
  held(
    "a forged header of a check says nothing",
    { "X-SES-Spam-Verdict": "FAIL", "Authentication-Results": "acme; dmarc=fail" },
    undefined,
  ),
];
