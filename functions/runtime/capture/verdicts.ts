import * as z from "zod";
import { countVerdict, type Verdict } from "../metrics.ts";
import type { Change } from "../transaction.ts";

const verdicts = new Map<string, Verdict>([
  ["submission.accepted", "accepted"],
  ["submission.merged", "merged"],
  ["submission.held", "held"],
  ["submission.marked-spam", "spam"],
  ["submission.rejected", "rejected"],
]);

const Sent = z.object({ source: z.string() });

/** Counts the verdicts that a change has given, by where the submission came from. */
export function countVerdicts({ events, after }: Change): void {
  for (const { type } of events) {
    const verdict = verdicts.get(type);
    if (verdict === undefined) continue;
    // It is committed: nothing that is only told may make it a fault.
    const sent = Sent.safeParse(after.state);
    countVerdict(sent.success ? sent.data.source : "unknown", verdict);
  }
}
