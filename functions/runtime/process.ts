import type { Process, ProcessBook, ProcessRef } from "../../domain/kernel/process.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { bookIn, process } from "../../domain/process/process.ts";
import { readEvent, readRecord, type Item } from "./items.ts";
import type { Journal } from "./journal.ts";
import { eventKey, type Key, recordKey } from "./keys.ts";

const ID = process.singleton ?? "";

/** Where all processes lie as they are now. */
export const bookKey: Key = recordKey(process.name, ID);

/** What a record follows that began before there were processes: no step is asked for. */
export const FIRST: ProcessRef = { name: "lean", version: 0 };

// A version never changes once it is there: each is read once for as long as this function lives.
const books = new Map<number, ProcessBook>([[0, shippedBook]]);

/** All processes as they are now: those that ship until somebody has changed them. */
export function currentBook(item: Item | undefined): { version: number; book: ProcessBook } {
  if (item === undefined) return { version: 0, book: shippedBook };
  const { version, state } = readRecord(item);
  return { version, book: bookIn(state) };
}

async function bookOf(journal: Pick<Journal, "load">, version: number): Promise<ProcessBook> {
  const known = books.get(version);
  if (known !== undefined) return known;
  const [item] = await journal.load([eventKey(process.name, ID, version)]);
  if (item === undefined) throw new Error(`There is no version ${version} of the processes`);
  const book = bookIn(readEvent(item).data["after"]);
  books.set(version, book);
  return book;
}

/** The process that a record follows. Throws when it names one that never was, which is a fault. */
export async function processOf(
  journal: Pick<Journal, "load">,
  ref: ProcessRef | undefined,
): Promise<Process> {
  const { name, version } = ref ?? FIRST;
  const found = (await bookOf(journal, version)).processes[name];
  if (found === undefined) throw new Error(`There is no process ${name} in version ${version}`);
  return found;
}
