import { createHash } from "node:crypto";
import type { Upload } from "./upload.ts";

/** Everything of the cards lies below this in the bucket. */
export const PREFIX = "cards/";

export const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();

/** The same for the same cards with the same words about them, however the form was put together. */
export function digestOf({ options, files }: Upload): string {
  const told = files.map(({ name, contentType, bytes }) => [
    name,
    contentType,
    sha256(bytes).toString("hex"),
  ]);
  return sha256(JSON.stringify([options, told]))
    .toString("hex")
    .slice(0, 32);
}

const NOT_PLAIN = /[^A-Za-z0-9._-]+/g;

/** Where a file lies: below what was sent with it, so that the same request writes the same objects again. */
export function fileKey(digest: string, nth: string, name: string): string {
  const plain = name.normalize("NFKD").replaceAll(NOT_PLAIN, "-").slice(-80);
  return `${PREFIX}${digest}/${nth}-${plain}`;
}
