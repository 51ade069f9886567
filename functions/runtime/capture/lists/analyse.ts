import { TextDecoder } from "node:util";
import { type Layout, MOST_BYTES } from "../../../../domain/import/layout.ts";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";
import { sniff } from "./encoding.ts";
import { layoutOf, type Said } from "./layout.ts";

const HEAD = 256 * 1024;

/** What is known of a file when all its bytes have gone by. */
interface Seen {
  readonly head: Uint8Array;
  readonly bytes: number;
  readonly isUtf8: boolean;
}

/** Lets a file go by, in bounded memory. */
async function look(bytes: AsyncIterable<Uint8Array>): Promise<Seen> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isUtf8 = true;
  const decode = (piece?: Uint8Array) => {
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  for await (const piece of bytes) {
    if (size < HEAD) pieces.push(piece);
    size += piece.length;
    if (isUtf8) decode(piece);
    if (size > MOST_BYTES) break;
  }
  if (isUtf8) decode();
  return { head: Buffer.concat(pieces).subarray(0, HEAD), bytes: size, isUtf8 };
}

/** What a file of a list is: the whole of it goes by once, for how it is encoded. */
export async function analyse(
  bytes: AsyncIterable<Uint8Array>,
  said: Said,
): Promise<{ readonly ok: true; readonly layout: Omit<Layout, "etag"> } | Refusal> {
  const seen = await look(bytes);
  if (seen.bytes > MOST_BYTES) {
    return refuse("too_large", `The file has more than ${MOST_BYTES} bytes: send it in parts`);
  }
  const sniffed = sniff(seen.head, seen.isUtf8);
  if (!sniffed.ok) return sniffed;
  const encoding = said.encoding ?? sniffed.encoding;
  const found = await layoutOf(seen.head, { ...sniffed, encoding }, said);
  return found.ok ? { ok: true, layout: { ...found.layout, bytes: seen.bytes } } : found;
}
