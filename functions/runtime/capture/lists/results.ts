import * as z from "zod";
import { Flag } from "../../../../domain/import/flag.ts";
import { type Counts, NONE, type Place, sumOf } from "../../../../domain/import/layout.ts";
import { Reason } from "../../../../domain/submission/reason.ts";
import type { ListFiles } from "./files.ts";

/** What becomes of a row. */
export const RowVerdict = z.enum(["new", "merged", "held", "rejected"]);

/** What became of one row, or would. */
export const RowResult = z.object({
  row: z.int().min(1),
  verdict: RowVerdict,
  /** The lead that it makes, or that it belongs to. */
  lead: z.string().optional(),
  /** The row before it in the same list that is the same person. */
  sameAsRow: z.int().min(1).optional(),
  submission: z.string().optional(),
  reasons: z.array(Reason),
  flags: z.array(Flag),
});

/** What became of one row, or would. */
export type RowResult = z.output<typeof RowResult>;

/** Which part of a list. */
export interface Part {
  readonly id: string;
  readonly phase: "check" | "run";
  readonly nth: number;
  readonly from: Place;
  readonly next: Place;
}

const padded = (row: number) => String(row).padStart(6, "0");

/** Where the results of a part lie: both its ends are in the name, so that a repeat that ended elsewhere is another file. */
function partKey({ id, phase, nth, from, next }: Part): string {
  return `imports/${id}/rows/${phase}-${nth}/${padded(from.row)}-${padded(next.row)}.jsonl`;
}

/** Keeps what became of the rows of a part. */
export async function writeResults(
  files: ListFiles,
  part: Part,
  results: readonly RowResult[],
): Promise<void> {
  const lines = results.map((result) => `${JSON.stringify(result)}\n`).join("");
  await files.put(partKey(part), Buffer.from(lines), "application/jsonl");
}

/** What became of the rows of a part. */
export async function readResults(files: ListFiles, part: Part): Promise<RowResult[]> {
  if (part.from.row === part.next.row) return [];
  const lines = (await files.text(partKey(part))) ?? "";
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => RowResult.parse(JSON.parse(line)));
}

/** How many rows came to each verdict. */
export function countsOf(results: readonly RowResult[]): Counts {
  return results.reduce(
    (sum, { verdict, flags }) => sumOf(sum, { ...NONE, [verdict]: 1, flagged: flags.length > 0 ? 1 : 0 }),
    NONE,
  );
}
