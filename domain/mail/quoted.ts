import { withoutCarried } from "./forward.ts";

// The line over a quoted mail: "On Monday, Ana Ruiz wrote:", "Vào 3 thg 11 2026, Ana Ruiz đã viết:".
const INTRODUCTIONS = [
  /^On .{6,200} wrote\s?:\s*$/i,
  /^(?:Am|Den|Op|Le|El|Il|Em|Vào|Dne|Dnia|W dniu) .{6,200}(?:schrieb|skrev|schreef|écrit|escribió|scritto|escreveu|đã viết|napsal|napisał|pisze)[^:]{0,120}:\s*$/i,
  /^.{4,160} (?:schrieb|wrote|đã viết|escribió|a écrit)\b[^:]{0,120}:\s*$/i,
];
const ORIGINAL =
  /^-{2,}\s?(?:original message|original-nachricht|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht|thư gốc)\s?-{2,}\s*$/i;
const MOST_LINES = 3000;

function quoteAt(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? "").slice(0, 400);
  // An introduction may be broken once.
  const joined = `${line.trimEnd()} ${(lines[index + 1] ?? "").slice(0, 200).trim()}`;
  return (
    ORIGINAL.test(line) ||
    INTRODUCTIONS.some(
      (words) => words.test(line) || (/^(?:On|Am|Le|El|Vào|Il|Op) /.test(line) && words.test(joined)),
    )
  );
}

/** The text of an answer above what it quotes, its signature included; all of it where the answer stands below or between. */
export function writtenNow(text: string): string {
  const above = withoutCarried(text);
  const lines = above.split(/\r?\n/, MOST_LINES);
  const introduced = lines.findIndex((_, index) => quoteAt(lines, index));
  const quote = lines.findIndex((line) => line.startsWith(">"));
  const ends = [introduced, quote].filter((at) => at >= 0);
  if (ends.length === 0) return above.trim() === "" ? text : above;
  const end = Math.min(...ends);
  const top = lines.slice(0, end).join("\n");
  const below = lines.slice(end + 1).some((line) => line.trim() !== "" && !line.startsWith(">"));
  return top.trim() === "" || (quote >= 0 && below && introduced < 0) ? text : top;
}
