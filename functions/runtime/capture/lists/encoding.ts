import type { Encoding } from "../../../../domain/import/layout.ts";
import { refuse, type Refusal } from "../../../../domain/kernel/refusal.ts";

/** How the bytes of a file are read, and how many of them only say so. */
export interface Sniffed {
  readonly ok: true;
  readonly encoding: Encoding;
  /** Length of the byte order mark. */
  readonly mark: number;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const kinds: readonly (readonly [string, readonly number[]])[] = [
  ["an Excel workbook or another ZIP file", [0x50, 0x4b, 0x03, 0x04]],
  ["an old Excel workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46]],
  ["a compressed file", [0x1f, 0x8b]],
  ["a picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a picture", [0xff, 0xd8, 0xff]],
];

const begins = (bytes: Uint8Array, with_: readonly number[]) => with_.every((byte, at) => bytes[at] === byte);

const AS_CSV = 'save it as "CSV UTF-8" and send that';

function unreadable(message: string): Refusal {
  return refuse("rule_broken", message, { fields: [{ pointer: "", message }] });
}

/** How often NUL is at even and at odd places: text in UTF-16 without a mark has it at one of them. */
function nulls(head: Uint8Array): { even: number; odd: number } {
  let [even, odd] = [0, 0];
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

const CONTROLS = 9;

function controls(head: Uint8Array): number {
  return head.reduce((count, byte) => count + (byte < CONTROLS || byte === 127 ? 1 : 0), 0);
}

/** How a file is read: by its byte order mark, by its NUL bytes, as UTF-8 when all of it is, else as Windows-1252; refuses what is no text. */
export function sniff(head: Uint8Array, isUtf8: boolean): Sniffed | Refusal {
  if (head.length === 0) return unreadable("The file is empty: it has no row");
  const kind = kinds.find(([, bytes]) => begins(head, bytes));
  if (kind !== undefined) return unreadable(`The file is ${kind[0]}, no list of rows: ${AS_CSV}`);
  const marked = marks.find(([, bytes]) => begins(head, bytes));
  if (marked !== undefined) return { ok: true, encoding: marked[0], mark: marked[1].length };
  const { even, odd } = nulls(head);
  const half = head.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return { ok: true, encoding: "utf-16le", mark: 0 };
  if (even > half * 0.3 && odd < half * 0.05) return { ok: true, encoding: "utf-16be", mark: 0 };
  if (controls(head) > head.length * 0.002)
    return unreadable(`The file is binary, no list of rows: ${AS_CSV}`);
  return { ok: true, encoding: isUtf8 ? "utf-8" : "windows-1252", mark: 0 };
}
