import { imageSize } from "image-size";

/** What a file is: cards as text, a picture that can be read, or something that is not taken, with its name. */
export type Kind =
  | { readonly kind: "text" }
  | {
      readonly kind: "picture";
      readonly contentType: "image/jpeg" | "image/png";
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: "other"; readonly name: string };

const NAMES: Readonly<Record<string, string>> = {
  heif: "HEIC or AVIF",
  bmp: "BMP",
  svg: "SVG",
  psd: "Photoshop",
  jp2: "JPEG 2000",
  jxl: "JPEG XL",
  "jxl-stream": "JPEG XL",
};

/** What the others begin with, also where they are too damaged for their size to be read. */
const MARKS = [
  ["%PDF-", 0, "PDF"],
  ["ftyp", 4, "HEIC or AVIF"],
  ["GIF8", 0, "GIF"],
  ["WEBP", 8, "WebP"],
  ["II*\0", 0, "TIFF"],
  ["MM\0*", 0, "TIFF"],
] as const;

/** Texts may begin so by chance. */
const WEAK = new Set(["tga", "pnm", "ico", "cur"]);

const startsWith = (bytes: Uint8Array, ...first: readonly number[]) =>
  first.every((byte, at) => bytes[at] === byte);

const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString("latin1");

function sizeOf(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch {
    return undefined;
  }
}

/** What a file is, by its bytes: what its sender calls it may be wrong. */
export function kindOf(bytes: Uint8Array): Kind {
  const isJpeg = startsWith(bytes, 0xff, 0xd8, 0xff);
  const isPng = startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
  const marked = MARKS.find(([mark, at]) => latin(bytes, at, at + mark.length) === mark);
  if (marked !== undefined) return { kind: "other", name: marked[2] };
  const size = sizeOf(bytes);
  if (isJpeg || isPng) {
    const format = isJpeg ? "JPEG" : "PNG";
    if (size === undefined) return { kind: "other", name: `damaged ${format}` };
    const contentType = isJpeg ? "image/jpeg" : "image/png";
    return { kind: "picture", contentType, width: size.width, height: size.height };
  }
  const type = size?.type ?? "";
  if (type === "" || WEAK.has(type)) return { kind: "text" };
  return { kind: "other", name: NAMES[type] ?? type.toUpperCase() };
}
