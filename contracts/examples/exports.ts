import type { Actor } from "../../domain/kernel/event.ts";
import { type Life, step } from "./life.ts";

const range = {
  from: "2026-10-01T00:00:00.000Z",
  to: "2026-11-01T00:00:00.000Z",
  types: ["invoice.*", "quote.accepted"],
  contracts: "2026-11-26",
};
const id = "exp_01KAQE9V1X3Z5B7D9F1H3K5M7P";
const cancelled = "exp_01KAQF1X3Z5B7D9F1H3K5M7P9R";
const failed = "exp_01KAQG3Z5B7D9F1H3K5M7P9R1T";
const position = "ZmVlZDoxMTg0MDM";
const worker: Actor = { type: "source", id: "export" };
const sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const requested = step("export.requested", range);
const started = step("export.started", { after: 52_100, until: 118_403, position }, worker);

/** What happened, as files. */
export const exportLives: readonly Life[] = [
  {
    id,
    steps: [
      requested,
      started,
      step(
        "export.part-written",
        { after: 52_100, next: 95_210, part: 1, events: 10_000, bytes: 1_204_311, sha256 },
        worker,
      ),
      step("export.searched", { after: 95_210, next: 118_403 }, worker),
      step("export.completed", { ...range, parts: 1, events: 10_000, bytes: 1_204_311, position }, worker),
    ],
  },
  { id: cancelled, steps: [requested, step("export.cancelled", { note: "wrong month" })] },
  {
    id: failed,
    steps: [
      requested,
      started,
      step(
        "export.failed",
        {
          message: "The part after 52100 could not be written in 11 tries: see the log of export-run",
          after: 52_100,
        },
        worker,
      ),
    ],
  },
];
