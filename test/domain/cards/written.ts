/** A card as a program wrote it, and what must be read of it. */
export interface Written {
  readonly by: string;
  readonly card: string | Uint8Array;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly files?: number;
}

/** Lines with the ends of lines that the standard wants. */
export const vcard = (version: string, ...lines: readonly string[]) =>
  ["BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD", ""].join("\r\n");

/** A text in a charset of one byte for each character: code points up to 255 are the same in ISO 8859-1. */
export const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** A pixel as JPEG begins, in base64. */
export const PHOTO = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////";
