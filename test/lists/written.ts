import type { Encoding } from "../../domain/import/layout.ts";

/** Windows-1252 differs from ISO 8859-1 only in these of the letters that the tests write. */
const WINDOWS: Readonly<Record<string, number>> = { "€": 0x80, "“": 0x93, "”": 0x94, "–": 0x96 };

/** A text as the bytes of a file. */
export function bytesOf(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "windows-1252")
    return Uint8Array.from(text, (char) => WINDOWS[char] ?? char.charCodeAt(0));
  const bytes = Buffer.from(text, "utf16le");
  return encoding === "utf-16le" ? bytes : bytes.swap16();
}

/** Bytes as they come over a network, so many at a time. */
export async function* inPieces(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}
