/** The text of a card: characters, or bytes (each as one character) where each line may have a charset of its own. */
export interface RawText {
  readonly text: string;
  readonly isBytes: boolean;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });
/** What programs write that do not say what they write. */
const USUAL = "windows-1252";

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset.trim().toLowerCase());
  } catch {
    return undefined;
  }
}

/** Bytes as text in this charset; without one, or with an unknown one, UTF-8 where it is that, else what Windows writes. */
export function decoded(bytes: Uint8Array, charset?: string): string {
  const named = charset === undefined ? undefined : decoderOf(charset);
  if (named !== undefined && named.encoding !== "utf-8") return named.decode(bytes);
  try {
    return UTF8.decode(bytes);
  } catch {
    return new TextDecoder(USUAL).decode(bytes);
  }
}

const CHUNK = 8192;

/** Each byte as one character, so that the lines can be told apart before they are decoded. */
function asBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return parts.join("");
}

/** The bytes of a text that holds each as one character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function utf16Of([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** The text of a file: by its byte order mark, by the charset that it was sent with, as UTF-8, else as bytes. */
export function rawText(bytes: Uint8Array, charset?: string): RawText {
  const wide = utf16Of(bytes);
  if (wide !== undefined) return { text: decoded(bytes, wide), isBytes: false };
  const named = charset === undefined ? undefined : decoderOf(charset);
  if (named !== undefined && named.encoding !== "utf-8") return { text: named.decode(bytes), isBytes: false };
  try {
    return { text: UTF8.decode(bytes), isBytes: false };
  } catch {
    return { text: asBytes(bytes), isBytes: true };
  }
}
