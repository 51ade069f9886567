import { mail, type MailCase, part, parts } from "../case.ts";

const colleague = { From: "Tom Berg <tom@acme.example>", To: "sales@acme.example" };
const customer = { email: "ana@ruiz.example", firstName: "Ana", lastName: "Ruiz" };
const words = "Please quote 20 pumps.";
const closing = "Regards\nAna Ruiz\nTel. +34 91 434 33 12";

interface Style {
  readonly name: string;
  readonly subject: string;
  readonly head: string;
}

const styles: readonly Style[] = [
  {
    name: "Gmail in English",
    subject: "Fwd: Pumps",
    head: "---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@ruiz.example>\nDate: Mon, Nov 23, 2026 at 10:00 AM\nSubject: Pumps\nTo: <tom@acme.example>\n\n",
  },
  {
    name: "Gmail in German",
    subject: "Fwd: Pumps",
    head: "---------- Forwarded message ---------\nVon: Ana Ruiz <ana@ruiz.example>\nDate: Mo., 23. Nov. 2026 um 10:00 Uhr\nSubject: Pumps\nTo: <tom@acme.example>\n\n",
  },
  {
    name: "Gmail in French",
    subject: "Fwd: Pumps",
    head: "---------- Forwarded message ---------\nDe : Ana Ruiz <ana@ruiz.example>\nDate: lun. 23 nov. 2026 à 10:00\nSubject: Pumps\nTo: <tom@acme.example>\n\n",
  },
  {
    name: "Gmail in Spanish",
    subject: "Fwd: Pumps",
    head: "---------- Forwarded message ---------\nDe: Ana Ruiz <ana@ruiz.example>\nDate: lun, 23 nov 2026 a las 10:00\nSubject: Pumps\nTo: <tom@acme.example>\n\n",
  },
  {
    name: "Gmail in Vietnamese",
    subject: "Fwd: Pumps",
    head: "---------- Forwarded message ---------\nTừ: Ana Ruiz <ana@ruiz.example>\nDate: Th 2, 23 thg 11, 2026 vào lúc 10:00\nSubject: Pumps\nTo: <tom@acme.example>\n\n",
  },
  {
    name: "Outlook in English",
    subject: "FW: Pumps",
    head: "________________________________\nFrom: Ana Ruiz <ana@ruiz.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Tom Berg <tom@acme.example>\nSubject: Pumps\n\n",
  },
  {
    name: "an old Outlook",
    subject: "FW: Pumps",
    head: "-----Original Message-----\nFrom: Ana Ruiz [mailto:ana@ruiz.example] \nSent: Monday, November 23, 2026 10:00 AM\nTo: Tom Berg\nSubject: Pumps\n\n",
  },
  {
    name: "Outlook in German",
    subject: "WG: Pumps",
    head: "Von: Ana Ruiz <ana@ruiz.example>\nGesendet: Montag, 23. November 2026 10:00\nAn: Tom Berg <tom@acme.example>\nBetreff: Pumps\n\n",
  },
  {
    name: "Outlook in French",
    subject: "TR: Pumps",
    head: "De : Ana Ruiz <ana@ruiz.example>\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : Tom Berg <tom@acme.example>\nObjet : Pumps\n\n",
  },
  {
    name: "Outlook in Spanish",
    subject: "RV: Pumps",
    head: "De: Ana Ruiz <ana@ruiz.example>\nEnviado el: lunes, 23 de noviembre de 2026 10:00\nPara: Tom Berg <tom@acme.example>\nAsunto: Pumps\n\n",
  },
  {
    name: "Outlook in Vietnamese",
    subject: "Chuyển tiếp: Pumps",
    head: "Từ: Ana Ruiz <ana@ruiz.example>\nĐã gửi: Thứ Hai, 23 Tháng Mười Một 2026 10:00\nTới: Tom Berg <tom@acme.example>\nChủ đề: Pumps\n\n",
  },
  {
    name: "Outlook on the web, with bold heads",
    subject: "Fw: Pumps",
    head: "*From:* Ana Ruiz <ana@ruiz.example>\n*Sent:* Monday, November 23, 2026 10:00 AM\n*To:* Tom Berg <tom@acme.example>\n*Subject:* Pumps\n\n",
  },
  {
    name: "Apple Mail in English",
    subject: "Fwd: Pumps",
    head: "Begin forwarded message:\n\nFrom: Ana Ruiz <ana@ruiz.example>\nSubject: Pumps\nDate: 23 November 2026 at 10:00:00 CET\nTo: tom@acme.example\n\n",
  },
  {
    name: "Apple Mail in German",
    subject: "Fwd: Pumps",
    head: "Anfang der weitergeleiteten Nachricht:\n\nVon: Ana Ruiz <ana@ruiz.example>\nBetreff: Pumps\nDatum: 23. November 2026 um 10:00:00 MEZ\nAn: tom@acme.example\n\n",
  },
  {
    name: "Apple Mail in French",
    subject: "Fwd: Pumps",
    head: "Début du message transféré :\n\nDe: Ana Ruiz <ana@ruiz.example>\nObjet: Pumps\nDate: 23 novembre 2026 à 10:00:00 UTC+1\nÀ: tom@acme.example\n\n",
  },
  {
    name: "Thunderbird in English",
    subject: "Fwd: Pumps",
    head: "-------- Forwarded Message --------\nSubject: Pumps\nDate: Mon, 23 Nov 2026 10:00:00 +0100\nFrom: Ana Ruiz <ana@ruiz.example>\nTo: tom@acme.example\n\n",
  },
  {
    name: "Thunderbird in German",
    subject: "Fwd: Pumps",
    head: "-------- Weitergeleitete Nachricht --------\nBetreff: Pumps\nDatum: Mon, 23 Nov 2026 10:00:00 +0100\nVon: Ana Ruiz <ana@ruiz.example>\nAn: tom@acme.example\n\n",
  },
  {
    name: "Thunderbird in French",
    subject: "Fwd: Pumps",
    head: "-------- Message transféré --------\nSujet : Pumps\nDate : Mon, 23 Nov 2026 10:00:00 +0100\nDe : Ana Ruiz <ana@ruiz.example>\nPour : tom@acme.example\n\n",
  },
  {
    name: "Thunderbird in Spanish",
    subject: "Fwd: Pumps",
    head: "-------- Mensaje reenviado --------\nAsunto: Pumps\nFecha: Mon, 23 Nov 2026 10:00:00 +0100\nDe: Ana Ruiz <ana@ruiz.example>\nPara: tom@acme.example\n\n",
  },
  {
    name: "Thunderbird in Vietnamese",
    subject: "Fwd: Pumps",
    head: "-------- Thư đã chuyển tiếp --------\nChủ đề: Pumps\nNgày: Mon, 23 Nov 2026 10:00:00 +0100\nTừ: Ana Ruiz <ana@ruiz.example>\nĐến: tom@acme.example\n\n",
  },
];

const quoted = (text: string) =>
  text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

const inner = mail(
  {
    From: "Ana Ruiz <ana@ruiz.example>",
    To: "tom@acme.example",
    Subject: "Pumps",
    "Content-Type": "text/plain",
  },
  `${words}\n\n${closing}`,
);

/** What a colleague forwards is the customer's. */
export const forwards: readonly MailCase[] = [
  ...styles.map(({ name, subject, head }): MailCase => ({
    name: `forwarded by a colleague with ${name}`,
    raw: mail({ ...colleague, Subject: subject }, `${head}${words}\n\n${closing}`),
    from: "ana@ruiz.example",
    fields: { ...customer, topic: "Pumps", phone: "+34 91 434 33 12" },
    text: /^Please quote 20 pumps\./,
    isReply: false,
  })),
  {
    name: "forwarded by a colleague who writes a note above",
    raw: mail(
      { ...colleague, Subject: "Fwd: Pumps" },
      `Please take care.\n\nTom\n\n${styles[0]?.head ?? ""}${words}`,
    ),
    fields: customer,
    text: /^Please take care\.[\s\S]*---[\s\S]*Please quote 20 pumps\.$/,
  },
  {
    name: "forwarded with marks of a quote before each line",
    raw: mail(
      { ...colleague, Subject: "Fwd: Pumps" },
      `Begin forwarded message:\n\n${quoted(`From: Ana Ruiz <ana@ruiz.example>\nSubject: Pumps\nDate: 23 November 2026\nTo: tom@acme.example\n\n${words}`)}`,
    ),
    fields: customer,
    text: words,
  },
  {
    name: "forwarded twice among colleagues",
    raw: mail(
      { ...colleague, Subject: "Fwd: Fwd: Pumps" },
      `---------- Forwarded message ---------\nFrom: Eva <eva@acme.example>\nDate: Mon\nSubject: Fwd: Pumps\nTo: tom@acme.example\n\nFor you.\n\n${styles[0]?.head ?? ""}${words}`,
    ),
    fields: customer,
  },
  {
    name: "forwarded as an attachment",
    raw: mail(
      { ...colleague, Subject: "Fwd: Pumps", "Content-Type": 'multipart/mixed; boundary="b"' },
      parts(
        "b",
        part("text/plain", "For you."),
        part("message/rfc822", inner, { "Content-Disposition": "attachment" }),
      ),
    ),
    from: "ana@ruiz.example",
    fields: { ...customer, topic: "Pumps" },
    text: /^For you\.[\s\S]*Please quote 20 pumps\./,
  },
  {
    name: "forwarded as an attachment of an attachment",
    raw: mail(
      { ...colleague, Subject: "Fwd: Fwd: Pumps", "Content-Type": 'multipart/mixed; boundary="b"' },
      parts(
        "b",
        part(
          "message/rfc822",
          mail(
            {
              From: "eva@acme.example",
              Subject: "Fwd: Pumps",
              "Content-Type": 'multipart/mixed; boundary="c"',
            },
            parts("c", part("text/plain", "See below"), part("message/rfc822", inner)),
          ),
        ),
      ),
    ),
    fields: customer,
  },
  {
    name: "forwarded in HTML only",
    raw: mail(
      { ...colleague, Subject: "FW: Pumps", "Content-Type": "text/html; charset=utf-8" },
      `<div><b>From:</b> Ana Ruiz &lt;ana@ruiz.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Tom<br><b>Subject:</b> Pumps</div><p>${words}</p>`,
    ),
    fields: customer,
    text: words,
  },
  {
    name: "forwarded by somebody else is that person's enquiry",
    raw: mail(
      { From: "Bo Lind <bo@lind.example>", Subject: "Fwd: Pumps" },
      `${styles[0]?.head ?? ""}${words}`,
    ),
    from: "bo@lind.example",
    fields: { email: "bo@lind.example" },
  },
  {
    name: "a colleague's own words are nobody's enquiry",
    raw: mail({ ...colleague, Subject: "Lunch" }, "Who comes along?"),
    without: ["email", "lastName"],
  },
  {
    name: "a mail that a person redirects keeps its sender",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", "Resent-From": "tom@acme.example", Subject: "Pumps" },
      words,
    ),
    fields: customer,
  },
];
