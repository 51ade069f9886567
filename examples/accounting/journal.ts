import { type FileHandle, open } from "node:fs/promises";
import type { Progress, Store } from "salesline-events";
import { type Account, type Amounts, type Entry, linesOf } from "./entry.ts";

/** One line of the file: a page of the feed with all that it posted, how far each record is after it, and where to go on. */
interface Written {
  readonly position: string;
  readonly entries: readonly Entry[];
  readonly progress: Readonly<Record<string, Progress>>;
}

/** What a handler posts with. */
export interface Posting {
  /** What stands on an account for an invoice. */
  balanceOf(invoice: string, account: Account): number;
  post(entry: Omit<Entry, "lines">, amounts: Amounts): void;
}

const NEWLINE = 10;
const CHUNK = 65_536;

/** Cuts off a line that a crash has left without its end: it was never there. */
async function dropTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(CHUNK);
  for (let end = size; end > 0; end -= CHUNK) {
    const from = Math.max(0, end - CHUNK);
    const { bytesRead } = await file.read(buffer, 0, end - from, from);
    const last = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (last !== -1) return file.truncate(from + last + 1);
  }
  return file.truncate(0);
}

/** A journal in a file, which is also the store of the consumer: entries, progress and position are one line, so all of them are there or none. */
export class Journal implements Store<Posting> {
  readonly #file: FileHandle;
  readonly #progress = new Map<string, Progress>();
  readonly #balances = new Map<string, number>();
  #page: { entries: Entry[]; progress: Map<string, Progress> } = { entries: [], progress: new Map() };
  /** Where to go on in the feed. */
  position: string | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens the file, or begins it. */
  static async open(path: string): Promise<Journal> {
    const file = await open(path, "a+");
    await dropTornLine(file);
    const journal = new Journal(file);
    for await (const line of file.readLines({ start: 0, autoClose: false })) journal.#read(JSON.parse(line));
    return journal;
  }

  async update(
    record: string,
    work: (progress: Progress | undefined, posting: Posting) => Promise<Progress | undefined>,
  ): Promise<void> {
    const entries: Entry[] = [];
    const next = await work(this.#page.progress.get(record) ?? this.#progress.get(record), {
      balanceOf: (invoice, account) => this.#balances.get(`${invoice} ${account}`) ?? 0,
      post: (entry, amounts) => void entries.push({ ...entry, lines: linesOf(entry.event, amounts) }),
    });
    if (next === undefined) return;
    this.#page.progress.set(record, next);
    this.#page.entries.push(...entries);
    for (const entry of entries) this.#count(entry);
  }

  /** Writes what the events of a page have posted. When it fails, this journal is of no use: open it again. */
  async commit(position: string): Promise<void> {
    const { entries, progress } = this.#page;
    const written: Written = { position, entries, progress: Object.fromEntries(progress) };
    await this.#file.appendFile(`${JSON.stringify(written)}\n`);
    await this.#file.sync();
    for (const [record, each] of progress) this.#progress.set(record, each);
    this.#page = { entries: [], progress: new Map() };
    this.position = position;
  }

  #read({ position, entries, progress }: Written): void {
    this.position = position;
    for (const [record, each] of Object.entries(progress)) this.#progress.set(record, each);
    for (const entry of entries) this.#count(entry);
  }

  #count({ invoice, lines }: Entry): void {
    for (const { account, debit = 0, credit = 0 } of lines) {
      const key = `${invoice} ${account}`;
      this.#balances.set(key, (this.#balances.get(key) ?? 0) + debit - credit);
    }
  }
}
