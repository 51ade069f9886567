import { NONE } from "../../domain/import/layout.ts";
import type { Past } from "./lives.ts";

/** What a small list is, as the analysis finds it. */
export const layout = {
  etag: '"1"',
  bytes: 58,
  encoding: "utf-8",
  delimiter: ",",
  hasHeader: true,
  begin: 16,
  columns: [
    { name: "Company", field: "company", confidence: 95, why: "header" },
    { name: "E-mail", field: "email", confidence: 99, why: "header" },
  ],
  sample: [["Alfreds Futterkiste", "maria@alfreds.example"]],
} as const;

const file = { fileName: "fair.csv", key: "imports/imp_0000000001/upload", bytes: 58, tag: "fair" };
const created: Past = { type: "import.created", data: file };
const mapped: Past = { type: "import.mapped", data: layout };
const counts = { ...NONE, new: 1 };
const begins: Past = { type: "import.check-started", data: { nth: 1 } };
const place = { from: { row: 1, at: 16 }, next: { row: 2, at: 58 } };
const part = (phase: string): Past => ({
  type: "import.progressed",
  data: { phase, nth: 1, ...place, counts },
});
const checking = [created, mapped, begins];
const checked = [...checking, part("check"), { type: "import.checked", data: { rows: 1, counts } }];
const running = [...checked, { type: "import.started", data: { rows: 1 } }];

/** How a list comes to each of its statuses. */
export const importLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  import: {
    none: [],
    uploading: [created],
    mapped: [created, mapped],
    checking,
    checked,
    running,
    done: [...running, part("run"), { type: "import.done", data: { rows: 1, counts } }],
    failed: [
      ...checking,
      { type: "import.failed", data: { code: "file-missing", message: "The file is no longer there" } },
    ],
    cancelled: [created, mapped, { type: "import.cancelled", data: { note: "wrong file" } }],
  },
};
