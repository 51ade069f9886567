import { mail, type MailCase } from "../case.ts";

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const join = (...all: readonly Uint8Array[]) => Uint8Array.from(all.flatMap((bytes) => [...bytes]));
const head = (charset: string, more: Readonly<Record<string, string>> = {}) =>
  mail({
    From: "Ana Ruiz <ana@ruiz.example>",
    Subject: "Hi",
    "Content-Type": `text/plain; charset=${charset}`,
    ...more,
  });
const inCharset = (
  name: string,
  charset: string,
  body: readonly number[],
  text: string | RegExp,
): MailCase => ({
  name,
  raw: join(latin(head(charset)), Uint8Array.from(body)),
  text,
});

/** Letters in all kinds of bytes. */
export const charsets: readonly MailCase[] = [
  inCharset("Windows-1252", "windows-1252", [0x47, 0x72, 0xfc, 0xdf, 0x65, 0x20, 0x80], "Grüße €"),
  inCharset("ISO-8859-1", "iso-8859-1", [0x47, 0x72, 0xfc, 0xdf, 0x65], "Grüße"),
  inCharset("ISO-8859-15", "iso-8859-15", [0xa4, 0x20, 0xe9], "€ é"),
  inCharset("Windows-1258, of Vietnam", "windows-1258", [0xd0, 0x61, 0x20, 0xf4, 0x20, 0xfe], "Đa ô ₫"),
  inCharset("KOI8-R", "koi8-r", [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], "Привет"),
  inCharset("Shift_JIS", "shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"),
  inCharset(
    "ISO-2022-JP",
    "iso-2022-jp",
    [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42],
    "日本",
  ),
  inCharset("EUC-KR", "euc-kr", [0xc7, 0xd1, 0xb1, 0xdb], "한글"),
  inCharset("GB2312", "gb2312", [0xd6, 0xd0, 0xce, 0xc4], "中文"),
  inCharset("Big5", "big5", [0xa4, 0xa4, 0xa4, 0xe5], "中文"),
  inCharset("UTF-7, which nothing should use", "utf-7", [...latin("Hi Mom -+Jjo--!")], /Hi Mom/),
  inCharset("a charset that there is not", "x-klingon", [...latin("Hello")], "Hello"),
  inCharset("UTF-8 that is broken in the middle", "utf-8", [0x41, 0xc3, 0x28, 0x42, 0xff, 0x43], /A.+B.+C/),
  inCharset("ASCII with letters beyond", "us-ascii", [0x47, 0x72, 0xc3, 0xbc, 0x6e], /Gr.+n/),
  {
    name: "a subject and a name in encoded words of two charsets",
    raw: mail(
      {
        From: "=?iso-8859-1?Q?J=F6rg_M=FCller?= <joerg@mueller.example>",
        Subject: "=?utf-8?Q?Anfrage_f=C3=BCr?= =?iso-8859-1?Q?_Gr=F6=DFe?=",
      },
      "Hi",
    ),
    fields: { firstName: "Jörg", lastName: "Müller", topic: "Anfrage für Größe" },
  },
  {
    name: "a subject in raw UTF-8",
    raw: mail({ From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hỏi giá – 日本" }, "Hi"),
    fields: { topic: "Hỏi giá – 日本" },
  },
  {
    name: "an encoded word that is cut off",
    raw: mail({ From: "Ana Ruiz <ana@ruiz.example>", Subject: "=?utf-8?B?SGVsbG8" }, "Hi"),
    fields: { lastName: "Ruiz" },
  },
  {
    name: "a quoted-printable body with broken codes",
    raw: mail(
      {
        From: "Ana Ruiz <ana@ruiz.example>",
        Subject: "Hi",
        "Content-Transfer-Encoding": "quoted-printable",
        "Content-Type": "text/plain; charset=utf-8",
      },
      "A=ZZ=C3=A9=\nB=",
    ),
    text: /é/,
  },
  {
    name: "a base64 body with rubbish in it",
    raw: mail(
      { From: "Ana Ruiz <ana@ruiz.example>", Subject: "Hi", "Content-Transfer-Encoding": "base64" },
      "SGVs!!bG8g*d29y bGQ=",
    ),
    text: "Hello world",
  },
];
