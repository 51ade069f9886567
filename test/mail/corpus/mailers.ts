import { mail, type MailCase, part, parts } from "../case.ts";

const html = (body: string) => `<html><head><style>p{color:red}</style></head><body>${body}</body></html>`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** First mails, as the programs write them that people use. */
export const mailers: readonly MailCase[] = [
  {
    name: "Gmail, in text and HTML",
    raw: mail(
      {
        "MIME-Version": "1.0",
        Date: "Mon, 23 Nov 2026 10:00:00 +0100",
        "Message-ID": "<CAF+abc123@mail.gmail.com>",
        Subject: "Pumps for the new plant",
        From: "Ana Ruiz <ana.ruiz@gmail.com>",
        To: "sales@acme.example",
        "Content-Type": 'multipart/alternative; boundary="000abc"',
      },
      parts(
        "000abc",
        part('text/plain; charset="UTF-8"', "Hello,\n\nwe need 20 pumps.\n\nBest regards,\nAna"),
        part('text/html; charset="UTF-8"', '<div dir="ltr">Hello,<div>we need 20 pumps.</div></div>'),
      ),
    ),
    from: "ana.ruiz@gmail.com",
    fields: { firstName: "Ana", lastName: "Ruiz", topic: "Pumps for the new plant" },
    text: /we need 20 pumps/,
  },
  {
    name: "Outlook, in German, with a whole signature",
    raw: mail(
      {
        From: '"Müller, Jörg" <joerg.mueller@mueller-bau.example>',
        To: "sales@acme.example",
        Subject: "Anfrage Pumpen",
        "X-Mailer": "Microsoft Outlook 16.0",
        "Content-Language": "de-DE",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "8bit",
      },
      "Sehr geehrte Damen und Herren,\n\nbitte um ein Angebot über 20 Pumpen.\n\nMit freundlichen Grüßen\n\nJörg Müller\nLeiter Einkauf\n\nMüller Bau GmbH & Co. KG\nHauptstraße 1 | 10115 Berlin\nTel.: +49 30 901820\nFax: +49 30 901829\nwww.mueller-bau.example",
    ),
    fields: {
      firstName: "Jörg",
      lastName: "Müller",
      company: "Müller Bau GmbH & Co. KG",
      jobTitle: "Leiter Einkauf",
      phone: "+49 30 901820",
      website: "https://www.mueller-bau.example",
    },
  },
  {
    name: "Apple Mail, only HTML, from a phone",
    raw: mail(
      {
        From: "Luc Martin <luc@martin-fils.example>",
        Subject: "Demande de devis",
        "X-Mailer": "iPhone Mail (22A3354)",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Transfer-Encoding": "quoted-printable",
      },
      "<p>Bonjour,</p><p>merci de m'envoyer un devis.</p><p>Envoy=C3=A9 de mon iPhone</p>",
    ),
    fields: { firstName: "Luc", lastName: "Martin", topic: "Demande de devis" },
    text: /merci de m'envoyer un devis/,
  },
  {
    name: "Thunderbird, format=flowed",
    raw: mail(
      {
        From: "Eva Svensson <eva@svensson.example>",
        Subject: "Question",
        "User-Agent": "Mozilla Thunderbird",
        "Content-Type": "text/plain; charset=UTF-8; format=flowed",
      },
      "This line \nis one.\n\n-- \nEva Svensson\nSvensson AB\n",
    ),
    fields: { company: "Svensson AB" },
    text: /This line is one\./,
  },
  {
    name: "Vietnamese, the family name first",
    raw: mail(
      {
        From: "=?UTF-8?B?" + base64("Nguyễn Văn An") + "?= <an.nguyen@anphat.example.vn>",
        Subject: "=?UTF-8?B?" + base64("Hỏi giá máy bơm") + "?=",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "base64",
      },
      base64(
        "Kính gửi quý công ty,\n\nVui lòng báo giá 20 máy bơm.\n\nTrân trọng,\nNguyễn Văn An\nTrưởng phòng mua hàng\nCông ty TNHH An Phát\nĐT: +84 28 3822 1234\n",
      ),
    ),
    fields: {
      lastName: "Nguyễn",
      firstName: "Văn An",
      topic: "Hỏi giá máy bơm",
      company: "Công ty TNHH An Phát",
      jobTitle: "Trưởng phòng mua hàng",
      phone: "+84 28 3822 1234",
    },
  },
  {
    name: "a web form that sends for a customer, who is named in Reply-To",
    raw: mail(
      {
        From: "WordPress <wordpress@acme.example>",
        "Reply-To": "Carla Diaz <carla@diaz.example>",
        Subject: "Contact form: quote",
        "Content-Type": "text/plain; charset=utf-8",
      },
      "Name: Carla Diaz\nMessage: please call me",
    ),
    from: "carla@diaz.example",
    fields: { firstName: "Carla", lastName: "Diaz", email: "carla@diaz.example" },
    text: /please call me/,
  },
  {
    name: "a web form that sends from the mailbox itself",
    raw: mail(
      {
        From: "Acme <sales@acme.example>",
        "Reply-To": "Carla Diaz <carla@diaz.example>",
        Subject: "Website",
      },
      "Please call me.",
    ),
    sender: "sales@acme.example",
    from: "carla@diaz.example",
    fields: { firstName: "Carla", lastName: "Diaz", email: "carla@diaz.example" },
  },
  {
    name: "a form of another company, whose display name says for whom",
    raw: mail(
      {
        From: '"Carla Diaz via Jotform" <noreply@jotform.example>',
        "Reply-To": "carla@diaz.example",
        Subject: "New enquiry",
      },
      "Budget: 5000",
    ),
    from: "carla@diaz.example",
    fields: { firstName: "Carla", lastName: "Diaz", email: "carla@diaz.example" },
  },
  {
    name: "a person who wants the answer elsewhere",
    raw: mail({ From: "Bo Lind <bo@old.example>", "Reply-To": "bo@new.example", Subject: "Hello" }, "Hi"),
    from: "bo@new.example",
    fields: { firstName: "Bo", lastName: "Lind", email: "bo@new.example" },
  },
  {
    name: "Reply-To that names the mailbox itself is not the customer",
    raw: mail(
      { From: "Bo Lind <bo@lind.example>", "Reply-To": "sales@acme.example", Subject: "Hello" },
      "Hi",
    ),
    from: "bo@lind.example",
    fields: { email: "bo@lind.example" },
  },
  {
    name: "a company as the display name",
    raw: mail({ From: '"Ruiz S.L." <info@ruiz.example>', Subject: "Tea" }, "We need tea."),
    fields: { company: "Ruiz S.L.", email: "info@ruiz.example" },
    without: ["lastName"],
  },
  {
    name: "a role as the display name is nobody's name",
    raw: mail({ From: "Info <info@ruiz.example>", Subject: "Tea" }, "We need tea."),
    fields: { email: "info@ruiz.example" },
    without: ["lastName", "firstName"],
  },
  {
    name: "an address alone",
    raw: mail({ From: "ana@ruiz.example", Subject: "Tea" }, "We need tea."),
    fields: { email: "ana@ruiz.example" },
    without: ["lastName"],
  },
  {
    name: "a name with a title and a company behind a bar",
    raw: mail({ From: '"Dr. Ana Ruiz | Ruiz Pumps" <ana@ruiz.example>', Subject: "Tea" }, "We need tea."),
    fields: { firstName: "Ana", lastName: "Ruiz", company: "Ruiz Pumps" },
  },
  {
    name: "a group as the sender",
    raw: mail({ From: "Team: Ana Ruiz <ana@ruiz.example>, bo@ruiz.example;", Subject: "Tea" }, "Hi"),
    fields: { email: "ana@ruiz.example" },
  },
  {
    name: "Yahoo, with an attachment and an inline picture of the signature",
    raw: mail(
      {
        From: "Kim Lee <kim@lee.example>",
        Subject: "Drawing",
        "Content-Type": 'multipart/mixed; boundary="mix"',
      },
      parts(
        "mix",
        part(
          'multipart/related; boundary="rel"',
          parts(
            "rel",
            part("text/html; charset=utf-8", html('<p>See the drawing.</p><img src="cid:logo">')),
            part("image/png; name=logo.png", base64("png"), {
              "Content-Transfer-Encoding": "base64",
              "Content-ID": "<logo>",
              "Content-Disposition": "inline",
            }),
          ),
        ),
        part("application/pdf", base64("pdf"), {
          "Content-Transfer-Encoding": "base64",
          "Content-Disposition": 'attachment; filename="../../plan\u202Efdp.exe"',
        }),
      ),
    ),
    text: "See the drawing.",
    files: ["logo.png", "planfdp.exe"],
  },
  {
    name: "an invitation of a person to a meeting",
    raw: mail(
      {
        From: "Ana Ruiz <ana@ruiz.example>",
        Subject: "Visit",
        "Content-Type": 'multipart/alternative; boundary="b"',
      },
      parts(
        "b",
        part("text/plain", "Let us meet."),
        part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"),
      ),
    ),
    text: "Let us meet.",
    files: ["attachment-1"],
  },
  {
    name: "an Exchange server that wraps all in winmail.dat",
    raw: mail(
      {
        From: "Ana Ruiz <ana@ruiz.example>",
        Subject: "Offer",
        "Content-Type": 'multipart/mixed; boundary="b"',
      },
      parts(
        "b",
        part("text/plain", "See the attachment."),
        part('application/ms-tnef; name="winmail.dat"', base64("\u0078\u009f>\u0022"), {
          "Content-Transfer-Encoding": "base64",
        }),
      ),
    ),
    text: "See the attachment.",
    files: ["winmail.dat"],
  },
  {
    name: "a mail without a subject, a date, an id or a name",
    raw: mail({ From: "<ana@ruiz.example>" }, "Call me: +49 30 901820"),
    fields: { email: "ana@ruiz.example" },
    without: ["topic"],
  },
  {
    name: "a mail without a body",
    raw: mail({ From: "Ana Ruiz <ana@ruiz.example>", Subject: "Please call +49 30 901820" }),
    fields: { topic: "Please call +49 30 901820", lastName: "Ruiz" },
  },
];
