import type { Finding } from "../../../../domain/audit/finding.ts";
import { messageOf } from "../../../../domain/audit/transitions.ts";
import { readSeries } from "../../items.ts";
import { SERIES_PREFIX, seriesKey } from "../../keys.ts";
import type { Ops } from "../ops.ts";

/** The last number that each series says it gave, such as 42 of "invoice#2026": before the table was read, and after. */
export interface LastNumbers {
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

const SERIES = ["invoice", "credit-note"];
const FIRST_YEAR = 2000;

/** The series of every year that an installation can have counted in by now, its clock an hour ahead or not. */
function namesUntil(now: Date): string[] {
  const years = now.getUTCFullYear() + 2 - FIRST_YEAR;
  return SERIES.flatMap((series) =>
    Array.from({ length: years }, (_, nth) => `${series}#${String(FIRST_YEAR + nth)}`),
  );
}

/** Hears of the series while the table is read: numbers may be given meanwhile, and are no gaps. */
export class Series {
  readonly #ops: Ops;
  readonly #names: Set<string>;
  readonly #unreadable = new Map<string, string>();
  #before: ReadonlyMap<string, number> = new Map();

  private constructor(ops: Ops) {
    this.#ops = ops;
    this.#names = new Set(namesUntil(ops.world.now()));
  }

  /** Before the documents are read. */
  static async begin(ops: Ops): Promise<Series> {
    const series = new Series(ops);
    series.#before = await series.#read();
    return series;
  }

  hear(pk: string): void {
    if (pk.startsWith(SERIES_PREFIX)) this.#names.add(pk.slice(SERIES_PREFIX.length));
  }

  /** After the documents were read. */
  async last(): Promise<LastNumbers> {
    return { before: this.#before, after: await this.#read() };
  }

  /** Those of which the last number cannot be read; after `last`. */
  findings(): Finding[] {
    return [...this.#unreadable].map(([name, why]) => ({
      invariant: "I4",
      record: `${SERIES_PREFIX}${name}`,
      deal: "",
      text: `It cannot be read: ${why}`,
    }));
  }

  async #read(): Promise<Map<string, number>> {
    const names = [...this.#names];
    const keys = names.map((name) => {
      const mark = name.lastIndexOf("#");
      return seriesKey(name.slice(0, mark), name.slice(mark + 1));
    });
    const items = await this.#ops.world.journal.load(keys);
    const read = new Map<string, number>();
    for (const [nth, name] of names.entries()) {
      try {
        read.set(name, readSeries(items[nth]));
      } catch (error) {
        this.#unreadable.set(name, messageOf(error));
      }
    }
    return read;
  }
}
