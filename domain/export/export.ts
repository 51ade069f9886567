import * as z from "zod";
import { event } from "../kernel/event.ts";
import { stage } from "../kernel/stage.ts";
import { Day, remark, text } from "../kernel/text.ts";
import { WantedTypes } from "./wanted.ts";

/** Of which events: those that happened at `from` or later and before `to`. */
export const ExportRange = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Such as "quote.sent", or "quote.*"; all when left out. */
  types: WantedTypes.optional(),
  /** In the versions that were current on this day, as far as they were live when it was requested. */
  contracts: Day.optional(),
});

/** The part of the feed in which these events are: after one number, up to another. */
export const Stretch = z.object({
  after: z.int().min(0),
  /** The end of the feed when the export began. */
  until: z.int().min(0),
  /** That end as those who follow the feed name it: what is later is to be had from there on. */
  position: text(200),
});

const Sums = z.object({
  parts: z.int().min(0),
  events: z.int().min(0),
  /** Of the files as they are stored. */
  bytes: z.int().min(0),
});

/** A file that was written. */
export const WrittenPart = z.object({
  events: z.int().min(1),
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Why an export could not be done. */
export const ExportFailure = z.object({
  message: text(500),
  /** Where in the feed it was. */
  after: z.int().min(0).optional(),
});

/** Up to where the feed was looked through. */
const SearchedTo = z.int().min(0);
const Begun = ExportRange.extend({
  ...Stretch.shape,
  ...Sums.shape,
  // An export of a version in which this had another name can still be read.
  searchedTo: SearchedTo.default(0),
});
const Ended = ExportRange.extend({
  ...Begun.partial().shape,
  searchedTo: SearchedTo.optional(),
  ...ExportRange.shape,
});

const Export = z.discriminatedUnion("status", [
  ExportRange.extend({ status: z.literal("requested") }),
  Begun.extend({ status: z.literal("running") }),
  Begun.extend({ status: z.literal("done") }),
  Ended.extend({ status: z.literal("failed"), failure: ExportFailure }),
  Ended.extend({ status: z.literal("cancelled") }),
]);

/** An export as it is stored. */
export type Export = z.output<typeof Export>;

const Way = z.object({ after: z.int().min(0), next: z.int().min(0) });

/** By this all exports that are under way are found. */
export const UNDER_WAY = "under-way";
const underWay = new Set(["requested", "running"]);

/** Events of a range of time, taken out of the feed into files. */
export const dataExport = stage(
  "export",
  Export,
  {
    "export.requested": event(
      ["none"],
      ExportRange,
      ({ from, to }) => `Export of the events from ${from} to ${to} requested`,
    ),
    "export.started": event(
      ["requested"],
      Stretch,
      ({ after, until }) => `Export started: ${until - after} places of the feed to look through`,
    ),
    "export.part-written": event(
      ["running"],
      Way.extend({ part: z.int().min(1), ...WrittenPart.shape }),
      ({ part, events }) => `Part ${part} written: ${events} events`,
    ),
    "export.searched": event(
      ["running"],
      Way,
      ({ after, next }) => `Nothing to export at ${next - after} places of the feed`,
    ),
    "export.completed": event(
      ["running"],
      ExportRange.extend({ ...Sums.shape, position: text(200) }),
      ({ events, parts }) => `Export completed: ${events} events in ${parts} parts`,
    ),
    "export.failed": event(
      ["requested", "running"],
      ExportFailure,
      ({ message }) => `Export failed: ${message}`,
    ),
    "export.cancelled": event(
      ["requested", "running"],
      z.object({ note: remark() }),
      ({ note }) => `Export cancelled${note === undefined ? "" : ` (${note})`}`,
    ),
  },
  { lookups: ({ status }) => (underWay.has(status) ? [UNDER_WAY] : []) },
).evolve({
  "export.requested": (_, { data }) => ({ status: "requested", ...data }),
  "export.started": (record, { data }) => ({
    ...record,
    ...data,
    status: "running",
    searchedTo: data.after,
    parts: 0,
    events: 0,
    bytes: 0,
  }),
  "export.part-written": (record, { data }) => ({
    ...record,
    searchedTo: data.next,
    parts: data.part,
    events: record.events + data.events,
    bytes: record.bytes + data.bytes,
  }),
  "export.searched": (record, { data: { next } }) => ({ ...record, searchedTo: next }),
  "export.completed": (record) => ({ ...record, status: "done" }),
  "export.failed": (record, { data }) => ({ ...Ended.parse(record), status: "failed", failure: data }),
  "export.cancelled": (record) => ({ ...Ended.parse(record), status: "cancelled" }),
});
