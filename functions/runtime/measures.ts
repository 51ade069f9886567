import { type RefusalCode, refusalStatus } from "../../domain/kernel/refusal.ts";

/** Where CloudWatch has the metrics; all have one dimension, `service`, so that each name is charged once. */
export const NAMESPACE = "Salesline";
export const SERVICE = "salesline";

/** What is counted, each sent only when it happened. */
export const counters = [
  "CommandsDone",
  "CommandsRepeated",
  "Faults",
  "Conflicts",
  "TableBusy",
  "ReceiptsHit",
  "ReactionsDone",
  "ReactionsSettled",
  "ReactionsFailed",
  "MessagesFailed",
  "EventsPublished",
  "EntriesFailed",
  "EventsSwept",
  "SubmissionsAccepted",
  "SubmissionsMerged",
  "SubmissionsHeld",
  "SubmissionsSpam",
  "SubmissionsRejected",
  "WebhooksDelivered",
  "WebhooksFailed",
  "EditionsSpoiled",
] as const;

/** What is measured, with its unit. */
export const measures = {
  ReactionLag: "Milliseconds",
  WebhookLag: "Milliseconds",
  OldestUnpublished: "Seconds",
  CommitsSetAside: "Count",
} as const;

/** A name of a counter that has no code in it. */
export type Counter = (typeof counters)[number];

/** A name of what is measured. */
export type Measure = keyof typeof measures;

/** What became of a command, or of a request that was turned away before it was one. */
export type Outcome = "done" | "repeated" | "fault" | RefusalCode;

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The counter of refusals with a code: `wrong_state` is `RefusedWrongState`. */
export function refusedAs(code: RefusalCode): string {
  return `Refused${code.split("_").map(title).join("")}`;
}

/** The counters of all refusals. */
export const refusalCounters: readonly string[] = Object.keys(refusalStatus).map(
  (code) => `Refused${code.split("_").map(title).join("")}`,
);
