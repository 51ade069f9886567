import * as z from "zod";
import { childId } from "../../../../domain/kernel/id.ts";
import { readRow } from "../../../../domain/import/row.ts";
import type { Flag } from "../../../../domain/import/flag.ts";
import { Reason } from "../../../../domain/submission/reason.ts";
import { enterSubmission } from "../../../../domain/submission/actions.ts";
import type { Ask } from "../../ask.ts";
import { RowResult } from "./results.ts";
import type { StoredList } from "./stored-list.ts";

/** A row as a command: asking it again has no further effect. */
export interface RowCommand {
  readonly row: number;
  readonly ask: Ask & { readonly id: string };
  readonly flags: readonly Flag[];
}

/** A row of a list as the command that takes it in, named after the list and the row. */
export function commandOf(
  list: StoredList,
  row: number,
  cells: readonly string[],
  traceId: string,
): RowCommand {
  const { intake, hint, flags } = readRow(list, row, cells);
  return {
    row,
    flags,
    ask: {
      action: enterSubmission,
      id: childId("sub", list.id, row),
      input: { ...intake, ...(hint && { hint }) },
      commandId: `import:${list.id}:${row}`,
      actor: { type: "source", id: `import:${list.id}` },
      traceId,
    },
  };
}

/** A submission, as far as it says what became of its row. */
const Decided = z.object({
  status: z.enum(["accepted", "merged", "held", "spam", "rejected"]),
  reasons: z.array(Reason),
  lead: z.string().optional(),
  into: z.object({ id: z.string() }).optional(),
});

const verdicts = {
  accepted: "new",
  merged: "merged",
  held: "held",
  spam: "held",
  rejected: "rejected",
} as const;

/** What became of a row, by the submission that it is. */
export function resultOf({ row, flags, ask }: RowCommand, submission: unknown): RowResult {
  const { status, reasons, lead, into } = Decided.parse(submission);
  return RowResult.parse({
    row,
    verdict: verdicts[status],
    lead: lead ?? into?.id,
    submission: ask.id,
    reasons,
    flags,
  });
}
