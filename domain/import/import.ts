import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { ProcessName } from "../kernel/process.ts";
import { stage } from "../kernel/stage.ts";
import { remark, text } from "../kernel/text.ts";
import { Column, Counts, Layout, NONE, Place, sumOf, Work } from "./layout.ts";

/** What all leads of a list get. */
export const importOptions = {
  campaign: text(200).optional(),
  owner: handling.owner,
  process: ProcessName.optional(),
  /** Where the list is from, such as "trade fair 2026": the source of the lead's attribution. */
  tag: text(100).optional(),
};

/** A file that is to be read. */
export const ListFile = z.object({
  fileName: text(255),
  /** Where it lies in the bucket. */
  key: z.string().min(1).max(500),
  ...importOptions,
});

const Read = ListFile.extend({ ...Layout.shape, checks: z.int().min(0) });

/** Why a list could not be read to its end. */
export const Failure = z.object({
  code: z.enum(["too-many-rows", "quote-not-closed", "file-changed", "file-missing", "unreadable"]),
  message: text(500),
  row: z.int().min(1).optional(),
});

/** Why a list could not be read to its end. */
export type Failure = z.output<typeof Failure>;

const Ended = ListFile.extend({
  ...Read.partial().shape,
  ...ListFile.shape,
  check: Work.optional(),
  run: Work.optional(),
});

const Import = z.discriminatedUnion("status", [
  ListFile.extend({ status: z.literal("uploading"), bytes: z.int().min(1).optional() }),
  Read.extend({ status: z.literal("mapped") }),
  Read.extend({ status: z.literal("checking"), check: Work }),
  Read.extend({ status: z.literal("checked"), check: Work }),
  Read.extend({ status: z.literal("running"), check: Work, run: Work }),
  Read.extend({ status: z.literal("done"), check: Work, run: Work }),
  Ended.extend({ status: z.literal("failed"), failure: Failure }),
  Ended.extend({ status: z.literal("cancelled") }),
]);

/** A list as it is stored. */
export type Import = z.output<typeof Import>;

/** The part of a list that can be changed. */
export const Changeable = z.object({ columns: z.array(Column).optional(), ...importOptions });

const Change = z.object({ before: Changeable, after: Changeable });
const Rows = z.object({ rows: z.int().min(0), counts: Counts });
const Progress = z.object({
  phase: z.enum(["check", "run"]),
  nth: z.int().min(1),
  from: Place,
  next: Place,
  /** Of this part alone. */
  counts: Counts,
});

const told = ({ new: fresh, merged, held, rejected }: Counts) =>
  `${fresh} new, ${merged} known, ${held} held, ${rejected} rejected`;

function begun(nth: number, at: number): Work {
  return { nth, next: { row: 1, at }, parts: [], counts: NONE };
}

function moved(work: Work, { next, counts }: z.output<typeof Progress>): Work {
  return { ...work, next, parts: [...work.parts, work.next], counts: sumOf(work.counts, counts) };
}

/** A list of people that was sent as a file, and how far it is taken in. */
export const leadImport = stage("import", Import, {
  "import.created": event(
    ["none"],
    ListFile.extend({ bytes: z.int().min(1).optional() }),
    ({ fileName }) => `List ${fileName} begun`,
  ),
  "import.mapped": event(
    ["uploading", "mapped", "checked"],
    Layout,
    ({ columns, encoding }) => `List analysed: ${columns.length} columns, ${encoding}`,
  ),
  "import.changed": event(["mapped", "checked"], Change, (data) => `List changed: ${changedNames(data)}`),
  "import.check-started": event(
    ["mapped", "checked"],
    z.object({ nth: z.int().min(1) }),
    ({ nth }) => `Check ${nth} started`,
  ),
  "import.progressed": event(
    ["checking", "running", "cancelled"],
    Progress,
    ({ phase, from, next }) =>
      `Rows ${from.row} to ${next.row - 1} ${phase === "check" ? "checked" : "taken in"}`,
  ),
  "import.checked": event(["checking"], Rows, ({ rows, counts }) => `${rows} rows checked: ${told(counts)}`),
  "import.started": event(
    ["checked"],
    z.object({ rows: z.int().min(0) }),
    ({ rows }) => `Taking in of ${rows} rows started`,
  ),
  "import.done": event(["running"], Rows, ({ rows, counts }) => `${rows} rows taken in: ${told(counts)}`),
  "import.failed": event(["checking", "running"], Failure, ({ message }) => `List failed: ${message}`),
  "import.cancelled": event(
    ["uploading", "mapped", "checking", "checked", "running"],
    z.object({ note: remark() }),
    ({ note }) => `List cancelled${note === undefined ? "" : ` (${note})`}`,
  ),
}).evolve({
  "import.created": (_, { data }) => ({ status: "uploading", ...data }),
  "import.mapped": (record, { data }) =>
    Import.parse({ checks: 0, ...record, ...data, warnings: data.warnings, status: "mapped" }),
  "import.changed": (record, { data }) => Import.parse({ ...changed(record, data), status: "mapped" }),
  "import.check-started": (record, { data: { nth } }) => ({
    ...Read.parse(record),
    status: "checking",
    checks: nth,
    check: begun(nth, record.begin),
  }),
  "import.progressed": (record, { data }) =>
    record.status === "checking"
      ? { ...record, check: moved(record.check, data) }
      : Import.parse({ ...record, run: record.run && moved(record.run, data) }),
  "import.checked": (record) => ({ ...record, status: "checked" }),
  "import.started": (record) => ({ ...record, status: "running", run: begun(1, record.begin) }),
  "import.done": (record) => ({ ...record, status: "done" }),
  "import.failed": (record, { data }) => ({ ...Ended.parse(record), status: "failed", failure: data }),
  "import.cancelled": (record) => ({ ...Ended.parse(record), status: "cancelled" }),
});
