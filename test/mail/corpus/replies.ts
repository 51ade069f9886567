import { mail, type MailCase, part, parts } from "../case.ts";

const from = "Ana Ruiz <ana@ruiz.example>";
const answer = { From: from, "In-Reply-To": "<1@acme.example>" };

/** Answers: only what was written now is kept. */
export const replies: readonly MailCase[] = [
  {
    name: "an answer of Gmail",
    raw: mail(
      { ...answer, Subject: "Re: Pumps" },
      "Make it 30.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Sales <sales@acme.example> wrote:\n\n> How many?\n> Regards\n",
    ),
    isReply: true,
    text: "Make it 30.",
    fields: { topic: "Pumps" },
  },
  {
    name: "an answer of Gmail whose introduction is broken in two lines",
    raw: mail(
      { ...answer, Subject: "Re: Pumps" },
      "Yes.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Sales Team of Acme\n<sales@acme.example> wrote:\n\n> How many?\n",
    ),
    text: "Yes.",
  },
  {
    name: "an answer of Outlook in English",
    raw: mail(
      { ...answer, Subject: "RE: Pumps" },
      "Make it 30.\n\nFrom: Sales <sales@acme.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ana Ruiz <ana@ruiz.example>\nSubject: Pumps\n\nHow many?\n",
    ),
    text: "Make it 30.",
  },
  {
    name: "an answer of Outlook in German",
    raw: mail(
      { ...answer, Subject: "AW: Pumpen" },
      "Bitte 30.\n\nVon: Vertrieb <sales@acme.example>\nGesendet: Montag, 23. November 2026 10:00\nAn: Ana Ruiz <ana@ruiz.example>\nBetreff: Pumpen\n\nWie viele?\n",
    ),
    isReply: true,
    text: "Bitte 30.",
    fields: { topic: "Pumpen" },
  },
  {
    name: "an answer of Apple Mail in German",
    raw: mail(
      { ...answer, Subject: "Aw: Pumpen" },
      "Bitte 30.\n\n> Am 23.11.2026 um 10:00 schrieb Vertrieb <sales@acme.example>:\n> \n> Wie viele?\n",
    ),
    text: "Bitte 30.",
  },
  {
    name: "an answer of Thunderbird in German",
    raw: mail(
      { ...answer, Subject: "Re: Pumpen" },
      "Bitte 30.\n\nAm 23.11.26 um 10:00 schrieb Vertrieb:\n> Wie viele?\n",
    ),
    text: "Bitte 30.",
  },
  {
    name: "an answer in French",
    raw: mail(
      { ...answer, Subject: "RE : Pompes" },
      "Trente.\n\nLe lun. 23 nov. 2026 à 10:00, Ventes <sales@acme.example> a écrit :\n\n> Combien ?\n",
    ),
    text: "Trente.",
    fields: { topic: "Pompes" },
  },
  {
    name: "an answer in Spanish",
    raw: mail(
      { ...answer, Subject: "Re: Bombas" },
      "Treinta.\n\nEl lun, 23 nov 2026 a las 10:00, Ventas (<sales@acme.example>) escribió:\n\n> ¿Cuántas?\n",
    ),
    text: "Treinta.",
  },
  {
    name: "an answer in Vietnamese",
    raw: mail(
      { ...answer, Subject: "Trả lời: Máy bơm" },
      "30 chiếc.\n\nVào Th 2, 23 thg 11, 2026 vào lúc 10:00 Sales <sales@acme.example> đã viết:\n\n> Bao nhiêu?\n",
    ),
    isReply: true,
    text: "30 chiếc.",
    fields: { topic: "Máy bơm" },
  },
  {
    name: "an answer of Outlook in Vietnamese",
    raw: mail(
      { ...answer, Subject: "TL: Máy bơm" },
      "30 chiếc.\n\nTừ: Sales <sales@acme.example>\nĐã gửi: Thứ Hai, 23 Tháng Mười Một 2026\nTới: Ana\nChủ đề: Máy bơm\n\nBao nhiêu?",
    ),
    text: "30 chiếc.",
  },
  {
    name: "an answer with a signature: suggestions from it, the text without",
    raw: mail(
      { ...answer, Subject: "Re: Pumps" },
      "Make it 30.\n\n-- \nAna Ruiz\nRuiz S.L.\nTel. +34 91 434 33 12\n\nOn Monday, Sales <sales@acme.example> wrote:\n> How many?\n> Tel. +49 30 901820\n",
    ),
    text: "Make it 30.",
    fields: { phone: "+34 91 434 33 12", company: "Ruiz S.L." },
  },
  {
    name: "an answer between the lines of what it quotes",
    raw: mail({ ...answer, Subject: "Re: Pumps" }, "> How many?\n30\n> When?\nIn May\n"),
    text: /30[\s\S]*In May/,
  },
  {
    name: "an answer in HTML only, with what it quotes",
    raw: mail(
      { ...answer, Subject: "Re: Pumps", "Content-Type": "text/html; charset=utf-8" },
      '<div>Make it 30.</div><div class="gmail_quote"><div>On Mon, Nov 23, 2026 at 10:00 AM Sales &lt;sales@acme.example&gt; wrote:<br></div><blockquote>How many?</blockquote></div>',
    ),
    text: "Make it 30.",
  },
  {
    name: "an answer without a word above what it quotes",
    raw: mail(
      { ...answer, Subject: "Re: Pumps" },
      "\nOn Monday, Sales <sales@acme.example> wrote:\n> How many?\n",
    ),
    text: /How many/,
  },
  {
    name: "an answer known by its subject alone",
    raw: mail({ From: from, Subject: "Re: Re: AW: Fwd: Pumps" }, "Yes"),
    isReply: true,
    fields: { topic: "Pumps" },
  },
  {
    name: "a counted prefix",
    raw: mail({ From: from, Subject: "Re[2]: Pumps" }, "Yes"),
    isReply: true,
    fields: { topic: "Pumps" },
  },
  {
    name: "a subject that only begins like a prefix",
    raw: mail({ From: from, Subject: "Reparatur: Pumpe" }, "Hi"),
    isReply: false,
    fields: { topic: "Reparatur: Pumpe" },
  },
  {
    name: "a colleague who answers a customer is not the customer",
    raw: mail(
      {
        From: "Tom <tom@acme.example>",
        To: "ana@ruiz.example",
        "In-Reply-To": "<9@ruiz.example>",
        Subject: "Re: Pumps",
      },
      "We send an offer.\n\nFrom: Ana Ruiz <ana@ruiz.example>\nSent: Monday\nSubject: Pumps\n\nPlease quote.",
    ),
    isReply: true,
    text: "We send an offer.",
    without: ["email", "lastName"],
  },
  {
    name: "an answer with an attachment",
    raw: mail(
      { ...answer, Subject: "Re: Pumps", "Content-Type": 'multipart/mixed; boundary="b"' },
      parts("b", part("text/plain", "Here."), part("text/csv; name=list.csv", "a;b")),
    ),
    text: "Here.",
    files: ["list.csv"],
  },
];
