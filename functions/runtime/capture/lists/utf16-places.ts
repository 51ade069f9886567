import { TextDecoder } from "node:util";

/** Bytes of one code unit. */
const UNIT = 2;

/** UTF-16 as UTF-8, and for places in the UTF-8, asked for in rising order, the places in the UTF-16. */
export class Utf16Places {
  readonly #decoder: TextDecoder;
  /** What was given out and not yet counted. */
  #pieces: Buffer[] = [];
  /** The first byte of `#pieces` in the UTF-8, and its place in the UTF-16. */
  #counted = 0;
  #units = 0;

  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  /** The same text as UTF-8. */
  async *utf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, void> {
    for await (const piece of bytes) yield this.#keep(this.#decoder.decode(piece, { stream: true }));
    yield this.#keep(this.#decoder.decode());
  }

  #keep(text: string): Buffer {
    const piece = Buffer.from(text);
    this.#pieces.push(piece);
    return piece;
  }

  /** The place in the UTF-16 of a place in the UTF-8. */
  at(place: number): number {
    while (this.#counted < place) {
      const [piece] = this.#pieces;
      if (piece === undefined) throw new Error("The place lies behind all that was read");
      const end = Math.min(piece.length, place - this.#counted);
      for (let at = 0; at < end; at += 1) {
        const byte = piece[at] ?? 0;
        // A code unit for each first byte of a character, two for characters of four bytes.
        if ((byte & 0xc0) !== 0x80) this.#units += byte >= 0xf0 ? 2 : 1;
      }
      this.#counted += end;
      if (end === piece.length) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(end);
    }
    return this.#units * UNIT;
  }
}
