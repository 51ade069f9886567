import * as z from "zod";
import { acceptChange } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { refuseField } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { Changeable, Failure, importOptions, leadImport, ListFile } from "./import.ts";
import {
  type Column,
  Counts,
  ImportField,
  Layout,
  MOST_BYTES,
  MOST_COLUMNS,
  Place,
  sharedFields,
  sumOf,
} from "./layout.ts";

const bytes = z.int().min(1).max(MOST_BYTES).optional();
const { campaign, owner, process, tag } = importOptions;

/** A list begins with its file: with one that is there already it is mapped at once. */
export const createImport = leadImport.action("create", {
  summary: "Begin a list: its file lies in the bucket, or is to be uploaded",
  roles: [],
  from: ["none"],
  input: z.strictObject({ ...ListFile.shape, bytes, layout: Layout.optional() }),
  decide: (_, { layout, ...data }) =>
    accept([
      { type: "import.created", data },
      ...(layout === undefined ? [] : [{ type: "import.mapped" as const, data: layout }]),
    ]),
});

/** What was found in the file takes the place of what was found before. */
export const mapImport = leadImport.action("map", {
  summary: "Note what was found in the file of a list",
  roles: [],
  from: ["uploading", "mapped", "checked"],
  input: Layout,
  decide: (_, data) => accept({ type: "import.mapped", data }),
});

function withFields(columns: readonly Column[], fields: readonly ImportField[]): Column[] {
  return columns.map((column, at) => {
    const field = fields[at] ?? column.field;
    return field === column.field ? column : { ...column, field, confidence: 100, why: "person" };
  });
}

function twice(fields: readonly ImportField[]): number {
  return fields.findIndex((field, at) => !sharedFields.has(field) && fields.indexOf(field) < at);
}

export const changeImport = leadImport.action("change", {
  summary:
    "Change what the columns are read as, or what all leads of the list get; it is then to be checked again",
  roles: ["sales"],
  from: ["mapped", "checked"],
  via: "PATCH",
  input: z.strictObject({
    /** What each column is read as, in the order of the columns. */
    fields: z.array(ImportField).min(1).max(MOST_COLUMNS).optional(),
    campaign: campaign.unwrap().nullable().optional(),
    owner: owner.unwrap().nullable().optional(),
    process: process.unwrap().nullable().optional(),
    tag: tag.unwrap().nullable().optional(),
  }),
  decide(record, { fields, ...options }) {
    if (fields === undefined) return acceptChange("import.changed", Changeable, record, options);
    const { columns } = record;
    if (fields.length !== columns.length) {
      return refuseField("/fields", `The list has ${columns.length} columns: say for each what it is`);
    }
    const again = twice(fields);
    if (again !== -1) {
      return refuseField(`/fields/${again}`, `Only one column can be read as "${fields[again]}"`);
    }
    const patch = { ...options, columns: withFields(columns, fields) };
    return acceptChange("import.changed", Changeable, record, patch);
  },
});

export const checkImport = leadImport.action("check", {
  summary: "Find out for every row what would become of it; nothing is taken in yet",
  roles: ["sales"],
  from: ["mapped", "checked"],
  input: z.strictObject({}),
  decide: ({ checks }) => accept({ type: "import.check-started", data: { nth: checks + 1 } }),
});

export const startImport = leadImport.action("start", {
  summary: "Take the rows of a checked list in",
  roles: ["sales"],
  from: ["checked"],
  input: z.strictObject({}),
  decide: ({ check }) => accept({ type: "import.started", data: { rows: check.next.row - 1 } }),
});

export const cancelImport = leadImport.action("cancel", {
  summary: "Stop a list; rows that were taken in stay",
  roles: ["sales"],
  from: ["uploading", "mapped", "checking", "checked", "running"],
  input: z.strictObject({ note: text(1000).optional() }),
  decide: (_, data) => accept({ type: "import.cancelled", data }),
});

/** A part of a check or a run is done: it goes on from where it ended, once. */
export const advanceImport = leadImport.action("advance", {
  summary: "Note that a part of a list was checked or taken in",
  roles: [],
  // A part that was under way when the list was stopped has taken its rows in.
  from: ["checking", "running", "cancelled"],
  input: z.strictObject({ from: Place, next: Place, counts: Counts, ends: z.boolean() }),
  decide(record, { from, next, counts, ends }) {
    const phase = record.status === "checking" ? ("check" as const) : ("run" as const);
    const work = record.status === "checking" ? record.check : record.run;
    // Somebody else was here with the same part, or nothing had been taken in.
    if (work === undefined || work.next.row !== from.row) return accept([]);
    const rows = next.row - 1;
    const progressed = {
      type: "import.progressed" as const,
      data: { phase, nth: work.nth, from, next, counts },
    };
    if (!ends || record.status === "cancelled") return accept(progressed);
    const type = phase === "check" ? ("import.checked" as const) : ("import.done" as const);
    return accept([progressed, { type, data: { rows, counts: sumOf(work.counts, counts) } }]);
  },
});

/** A list that cannot be read further; what was taken in stays. */
export const failImport = leadImport.action("fail", {
  summary: "Note that a list cannot be read further",
  roles: [],
  from: ["checking", "running"],
  input: Failure,
  decide: (_, data) => accept({ type: "import.failed", data }),
});
