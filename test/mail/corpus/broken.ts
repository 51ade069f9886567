import { mail, type MailCase, part, parts } from "../case.ts";

const human = { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Pumps" };
const MEGABYTE = 1024 * 1024;

/** So many parts, each within the one before. */
function nested(depth: number): string {
  const heads = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
  );
  return `From: ${human.From}\r\nSubject: ${human.Subject}\r\n${heads.join("")}Content-Type: text/plain\r\n\r\nDeep\r\n`;
}

/** Mails within mails. */
function enclosed(depth: number): string {
  const heads = Array.from(
    { length: depth },
    () => `From: ${human.From}\r\nContent-Type: message/rfc822\r\n\r\n`,
  );
  return `${heads.join("")}From: ${human.From}\r\n\r\nDeep`;
}

/** Mails that are no mails, or more of one than anybody reads. */
export const broken: readonly MailCase[] = [
  { name: "nothing at all", raw: new Uint8Array(0), code: "unreadable" },
  { name: "one byte", raw: Uint8Array.of(0) },
  { name: "one line feed", raw: "\n" },
  { name: "a million NUL bytes", raw: new Uint8Array(MEGABYTE) },
  {
    name: "NUL bytes in the head and the body",
    raw: mail({ ...human, Subject: "Pu\u0000mps" }, "A\u0000B"),
    text: "AB",
  },
  {
    name: "a head without an end",
    raw: "From: Ana Ruiz <ana@ruiz.example>\r\nSubject: Pumps",
    fields: { topic: "Pumps", lastName: "Ruiz" },
  },
  { name: "a body without a head", raw: "\r\n\r\nHello", text: "Hello" },
  {
    name: "lines that end with a line feed only",
    raw: mail(human, "Hello\nworld", "\n"),
    text: "Hello\nworld",
    fields: { topic: "Pumps" },
  },
  { name: "an endless line", raw: mail(human, "x".repeat(5 * MEGABYTE)), text: /^x{20000}$/ },
  {
    name: "a header line of a megabyte",
    raw: mail({ ...human, "X-Long": "y".repeat(MEGABYTE) }, "Hello"),
    text: "Hello",
  },
  {
    name: "a subject of a megabyte",
    raw: mail({ ...human, Subject: "z ".repeat(MEGABYTE / 2) }, "Hello"),
    text: "Hello",
  },
  {
    name: "a sender of a megabyte",
    raw: mail({ ...human, From: `${"A".repeat(MEGABYTE)} <ana@ruiz.example>` }, "Hello"),
    fields: { email: "ana@ruiz.example" },
  },
  { name: "10,000 headers", raw: `${"X-A: b\r\n".repeat(10_000)}${mail(human, "Hello")}`, text: "Hello" },
  {
    name: "100,000 recipients",
    raw: mail({ ...human, To: "a@b.example, ".repeat(100_000) }, "Hello"),
    text: "Hello",
  },
  {
    name: "more head than is read",
    raw: `${"X-A: bcdefghijklmnop\r\n".repeat(120_000)}${mail(human, "Hello")}`,
    code: "unreadable",
  },
  { name: "parts in parts, 50 levels", raw: nested(50), text: "Deep" },
  {
    name: "parts in parts, 1,000 levels",
    raw: nested(1000),
    code: "unreadable",
    fields: { topic: "Pumps", lastName: "Ruiz" },
  },
  { name: "mails in mails, 1,000 levels", raw: enclosed(1000), fields: { lastName: "Ruiz" } },
  {
    name: "15,000 parts",
    raw: mail(
      { ...human, "Content-Type": "multipart/mixed; boundary=b" },
      `${"--b\r\n\r\n\r\n".repeat(15_000)}--b--`,
    ),
  },
  {
    name: "a million parts",
    raw: mail({ ...human, "Content-Type": "multipart/mixed; boundary=b" }, "--b\r\n".repeat(MEGABYTE)),
    code: "unreadable",
    fields: { topic: "Pumps" },
  },
  { name: "three million empty lines", raw: mail(human, "\n".repeat(3 * MEGABYTE)), code: "unreadable" },
  {
    name: "a boundary that never comes",
    raw: mail({ ...human, "Content-Type": 'multipart/mixed; boundary="never"' }, "Hello"),
  },
  {
    name: "a multipart without a boundary",
    raw: mail({ ...human, "Content-Type": "multipart/mixed" }, "--\r\n\r\nHello"),
  },
  {
    name: "parts that never end",
    raw: mail(
      { ...human, "Content-Type": "multipart/mixed; boundary=b" },
      "--b\r\nContent-Type: text/plain\r\n\r\nHello",
    ),
    text: "Hello",
  },
  {
    name: "an attachment without a name, of a type without a sense",
    raw: mail(
      { ...human, "Content-Type": "multipart/mixed; boundary=b" },
      parts("b", part("text/plain", "Hello"), part("/;;=", "x", { "Content-Disposition": "attachment" })),
    ),
    text: "Hello",
    files: ["attachment-1"],
  },
  {
    name: "70 attachments: the first 50 are stored beside the mail",
    raw: mail(
      { ...human, "Content-Type": "multipart/mixed; boundary=b" },
      parts("b", ...Array.from({ length: 70 }, (_, index) => part(`text/csv; name=f${index}.csv`, "a"))),
    ),
    files: Array.from({ length: 50 }, (_, index) => `f${index}.csv`),
  },
  {
    name: "HTML with 100,000 open tags",
    raw: mail({ ...human, "Content-Type": "text/html" }, `${"<b>".repeat(100_000)}Hello`),
  },
  {
    name: "HTML with tags that close what is not open",
    raw: mail(
      { ...human, "Content-Type": "text/html" },
      `Hello${"<b>".repeat(40_000)}${"</i>".repeat(40_000)}`,
    ),
    text: "Hello",
  },
  {
    name: "HTML that is a comment without an end",
    raw: mail({ ...human, "Content-Type": "text/html" }, `<p>Hello</p><!--${"-".repeat(MEGABYTE)}`),
    text: "Hello",
  },
  {
    name: "an answer of 20,000 empty lines and introductions",
    raw: mail({ ...human, Subject: "Re: Pumps" }, `${"On \n Op \n\n\n".repeat(2000)}${"\n".repeat(20_000)}`),
  },
  {
    name: "an answer made for slow patterns",
    raw: mail(
      { ...human, Subject: "Re: Pumps" },
      `${"Op a schreef ".repeat(1500)}\n${"On a b ".repeat(2000)}\nW dniu ${"x ".repeat(3000)}`,
    ),
  },
  {
    name: "a signature made for slow patterns",
    raw: mail(human, `Hi\n\n-- \n${"tel: 0 0 0 0 0 ( ( ( / / / ".repeat(500)}\n${"www.a.".repeat(3000)}`),
  },
  {
    name: "heads that go on for ever in the text that a colleague forwards",
    raw: mail({ From: "tom@acme.example", Subject: "Fwd: x" }, "From: x\nTo: y\nSubject: z\n".repeat(20_000)),
  },
  {
    name: "addresses that are none",
    raw: mail({ From: "Ana Ruiz <not an address>", Subject: "Hi" }, "Hello"),
    fields: { lastName: "Ruiz" },
    without: ["email"],
  },
  {
    name: "two senders",
    raw: mail({ From: "Ana Ruiz <ana@ruiz.example>, bo@lind.example", Subject: "Hi" }, "Hello"),
    fields: { email: "ana@ruiz.example" },
  },
  {
    name: "a head twice: the first counts",
    raw: `From: Ana Ruiz <ana@ruiz.example>\r\n${mail({ From: "bo@lind.example", Subject: "Hi" }, "Hello")}`,
    fields: { email: "ana@ruiz.example" },
  },
  {
    name: "an id of a kilobyte",
    raw: mail({ ...human, "Message-ID": `<${"i".repeat(1500)}@x>` }, "Hello"),
    text: "Hello",
  },
  {
    name: "no mail but a picture",
    raw: Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 256),
  },
];
