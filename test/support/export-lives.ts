import type { Past } from "./lives.ts";

const range = { from: "2026-10-01T00:00:00.000Z", to: "2026-11-01T00:00:00.000Z", types: ["invoice.*"] };
const requested: Past = { type: "export.requested", data: range };
const started: Past = { type: "export.started", data: { after: 10, until: 90, position: "p90" } };
const searched: Past = { type: "export.searched", data: { after: 10, next: 50 } };
const written = { events: 3, bytes: 900, sha256: "ab".repeat(32) };
const part: Past = { type: "export.part-written", data: { after: 50, next: 90, part: 1, ...written } };
const running = [requested, started, searched, part];
const completed: Past = {
  type: "export.completed",
  data: { ...range, parts: 1, events: 3, bytes: 900, position: "p90" },
};

/** How an export comes to each of its statuses. */
export const exportLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  export: {
    none: [],
    requested: [requested],
    running,
    done: [...running, completed],
    failed: [requested, { type: "export.failed", data: { message: "The bucket is gone", after: 10 } }],
    cancelled: [requested, started, { type: "export.cancelled", data: { note: "wrong month" } }],
  },
};
