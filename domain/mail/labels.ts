/** How mail programs call the heads of a mail that they quote or forward, in the languages that they speak. */
const words: Readonly<Record<"from" | "to" | "sent" | "subject" | "copy", string>> = {
  from: "from|von|de|da|van|od|från|fra|lähettäjä|feladó|kimden|từ|người gửi|от|от кого|差出人|发件人|寄件者|보낸 사람|dari|remitente|expéditeur",
  to: "to|an|à|a|para|pour|destinataire|aan|till|til|do|vastaanottaja|címzett|kime|đến|tới|người nhận|кому|宛先|收件人|받는 사람|kepada|envelope-to",
  sent: "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|fecha|inviato|data|verzonden|wysłano|skickat|sendt|dato|lähetetty|elküldve|gönderildi|tarih|đã gửi|đã gửi lúc|ngày|ngày gửi|дата|отправлено|送信日時|日付|发送时间|日期|보낸 날짜|날짜|tanggal",
  subject:
    "subject|betreff|objet|sujet|asunto|oggetto|onderwerp|temat|ämne|emne|aihe|tárgy|konu|chủ đề|tiêu đề|тема|件名|主题|主旨|제목|assunto|subjek",
  copy: "cc|kopie|copie|copia|kopia|bcc|reply-to|reply to|antwort an|répondre à|responder a|trả lời tới|importance|wichtigkeit|priorité|importancia|tầm quan trọng|organisation|organization",
};

/** One of the heads of a mail that is quoted. */
export type Label = keyof typeof words;

const labels: readonly Label[] = ["from", "to", "sent", "subject", "copy"];
const byWord = new Map(
  labels.flatMap((label) =>
    words[label].split("|").map((word): [string, Label] => [word.normalize("NFC"), label]),
  ),
);

const LINE = /^\*{0,2}([\p{L}][\p{L} -]{0,24}?)\*{0,2}\s?[:：]\*{0,2}[ \t\u00A0]*(.*)$/u;

/** A line such as "Von: Ana Ruiz <ana@example.com>": which head it is, and what it says. */
export function labelled(line: string): { readonly label: Label; readonly value: string } | undefined {
  const [, word, value = ""] = LINE.exec(line.slice(0, 1000)) ?? [];
  const label = word === undefined ? undefined : byWord.get(word.normalize("NFC").toLowerCase());
  return label === undefined ? undefined : { label, value: value.trim() };
}
