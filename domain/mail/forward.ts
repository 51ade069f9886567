import { type Label, labelled } from "./labels.ts";
import type { MailName } from "./mail.ts";

/** A mail that another one carries as text. */
export interface Forwarded {
  readonly from: MailName;
  readonly subject: string | undefined;
  /** What was written above it by whoever forwards it. */
  readonly note: string;
  readonly text: string;
}

const MOST_LINES = 3000;
const LONGEST_HEAD = 2000;
const QUOTE = /^(?:[ \t]*[>|])+ ?|^[ \t]+/;
// From the beginning of a word, and with one "@": else a line of them would be tried from each to each.
const ADDRESS =
  /(?<![^\s<>[\]():;,"'*@])[^\s<>[\]():;,"'*@]{1,64}@[^\s<>[\]():;,"'*@]{1,255}\.[^\s<>[\]():;,"'*@.]{2,63}/;

// The line above the heads: "---------- Forwarded message ---------", "Begin forwarded message:", a rule of underscores.
const INTRODUCTION =
  /^(?:-{2,}.{0,80}-{2,}|_{5,}|[\p{L}' ]{5,60}(?:message|nachricht|mensaje|messaggio|thư|bericht|transféré)[\p{L}' ]{0,40}:)\s*$/iu;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly heads: ReadonlyMap<Label, string>;
}

/** "Ana Ruiz <ana@example.com>" or "Ana Ruiz [mailto:ana@example.com]" as a name and an address. */
export function namedIn(value: string): MailName | undefined {
  const line = value.slice(0, 600).replaceAll(/mailto:/gi, "");
  const match = ADDRESS.exec(line);
  if (match === null) return undefined;
  const name = line
    .slice(0, match.index)
    .replaceAll(/[<[("'*]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { name, address: match[0] };
}

/** A line, and the head that it is. */
interface Line {
  readonly text: string;
  readonly head: ReturnType<typeof labelled>;
  /** Whether an address is in it: found once, however many heads may begin above it. */
  readonly isNamed: boolean;
}

/** The heads that begin in this line, if those of a mail do: somebody with an address, and something else. */
function blockAt(lines: readonly Line[], start: number): Block | undefined {
  const heads = new Map<Label, string>();
  let isNamed = false;
  let end = start;
  for (let last: Label | undefined; end < lines.length && end < start + 24; end += 1) {
    const line = lines[end];
    const { text = "", head } = line ?? {};
    if (head !== undefined && !(heads.has(head.label) && head.label !== "copy")) {
      heads.set(head.label, head.value);
      last = head.label;
    } else if (text.trim() !== "" && last !== undefined && !isNamed) {
      // Long heads go on in the next line.
      heads.set(last, `${heads.get(last)} ${text.trim()}`.slice(0, LONGEST_HEAD));
    } else if (text.trim() === "" || last === undefined || text.length > 200 || heads.has("subject")) break;
    isNamed ||= last === "from" && line?.isNamed === true;
  }
  const isMail =
    isNamed &&
    namedIn(heads.get("from") ?? "") !== undefined &&
    (heads.has("sent") || heads.has("subject") || heads.has("to"));
  return isMail ? { start, end, heads } : undefined;
}

function blocksOf(texts: readonly string[]): Block[] {
  const lines = texts.map((text): Line => ({
    text,
    head: labelled(text),
    isNamed: namedIn(text) !== undefined,
  }));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const block = lines[at]?.head === undefined ? undefined : blockAt(lines, at);
    if (block === undefined) continue;
    blocks.push(block);
    at = block.end;
  }
  return blocks;
}

/** Where what is written above a block ends: its introduction belongs to it. */
function noteEnd(lines: readonly string[], start: number): number {
  let end = start;
  while (
    end > 0 &&
    ((lines[end - 1] ?? "").trim() === "" || INTRODUCTION.test((lines[end - 1] ?? "").trim()))
  )
    end -= 1;
  return end;
}

function linesOf(text: string): string[] {
  return text
    .slice(0, 400_000)
    .split(/\r?\n/, MOST_LINES)
    .map((line) => line.slice(0, 5000));
}

/** A text without the mails that it carries, as they are quoted with their heads. */
export function withoutCarried(text: string): string {
  const lines = linesOf(text);
  const [first] = blocksOf(lines);
  return first === undefined ? text : lines.slice(0, noteEnd(lines, first.start)).join("\n");
}

/** The mails that a text carries, the outermost first. */
export function forwardedIn(text: string): Forwarded[] {
  const lines = linesOf(text).map((line) => line.replace(QUOTE, ""));
  const blocks = blocksOf(lines);
  return blocks.flatMap(({ start, end, heads }, index) => {
    const from = namedIn(heads.get("from") ?? "");
    if (from === undefined) return [];
    const above = blocks[index - 1]?.end ?? 0;
    const next = blocks[index + 1];
    const until = next === undefined ? lines.length : noteEnd(lines, next.start);
    const note = lines.slice(above, noteEnd(lines, start)).join("\n").trim();
    return [{ from, subject: heads.get("subject"), note, text: lines.slice(end, until).join("\n").trim() }];
  });
}
