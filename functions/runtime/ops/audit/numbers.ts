import { type Books, judgeNumbers, type Numbered, numberedBy } from "../../../../domain/audit/numbers.ts";
import type { Finding } from "../../../../domain/audit/finding.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import type { ProcessBook } from "../../../../domain/kernel/process.ts";
import { bookIn, process } from "../../../../domain/process/process.ts";
import { type Item, readEvent } from "../../items.ts";
import { recordKey } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { readItems } from "./deal.ts";
import type { LastNumbers } from "./series.ts";

const FIRST_BYTES = 1024;
/** Numbers beyond are no numbers that were given one after the other. */
const MOST = 100_000_000;

/** A version that cannot be read is found when its record is judged, and each number of it as one of another form. */
function versionIn(item: Item): (readonly [number, ProcessBook])[] {
  try {
    const { seq, data } = readEvent(item);
    return [[seq, bookIn(data["after"])]];
  } catch {
    return [];
  }
}

/** All versions of the processes, whose formats tell what a number must look like. */
export async function booksOf(ops: Ops): Promise<Books> {
  const { pk } = recordKey(process.name, process.singleton ?? "");
  return new Map((await readItems(ops, pk)).flatMap(versionIn));
}

/** The numbers that a series has given: one bit for each, so that a million takes 125 KB. */
class Bits {
  #bytes = new Uint8Array(FIRST_BYTES);
  most = 0;

  has(place: number): boolean {
    return (((this.#bytes[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
  }

  add(place: number): void {
    const byte = place >> 3;
    if (byte >= this.#bytes.length) {
      const grown = new Uint8Array(Math.max(byte + 1, 2 * this.#bytes.length));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[byte] = (this.#bytes[byte] ?? 0) | (1 << (place & 7));
    this.most = Math.max(this.most, place);
  }
}

const only = (name: string, of: ReadonlyMap<string, number>) =>
  new Map([...of].filter(([series]) => series === name));

/** Hears of every number that is given, and judges them in the end. */
export class Numbers {
  readonly #books: Books;
  readonly #series = new Map<string, Bits>();
  readonly #odd: Numbered[] = [];

  constructor(books: Books) {
    this.#books = books;
  }

  hear(raw: unknown): void {
    const event = Envelope.safeParse(raw);
    const numbered = event.success ? numberedBy(event.data, this.#books) : undefined;
    if (numbered === undefined) return;
    const { series, place } = numbered;
    const bits = this.#series.get(series) ?? new Bits();
    this.#series.set(series, bits);
    if (place === undefined || place > MOST || bits.has(place)) this.#odd.push(numbered);
    else bits.add(place);
  }

  /** I4 of all numbers, with the last ones that the series say they gave: before the documents were read, and after. */
  findings({ before, after }: LastNumbers): Finding[] {
    const series = new Set([...this.#series.keys(), ...before.keys(), ...after.keys()]);
    return [...series].flatMap((name) =>
      judgeNumbers([...this.#of(name)], only(name, after), only(name, before)),
    );
  }

  *#of(series: string): Generator<Numbered> {
    const bits = this.#series.get(series) ?? new Bits();
    for (let place = 1; place <= bits.most; place += 1) {
      if (bits.has(place))
        yield { series, place, number: String(place), record: "another", deal: "", at: "" };
    }
    yield* this.#odd.filter((numbered) => numbered.series === series);
  }
}
