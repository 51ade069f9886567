import * as z from "zod";
import { contractsOn } from "../kernel/contracts.ts";
import { accept } from "../kernel/decision.ts";
import { refuse, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { superseded } from "../superseded.ts";
import { dataExport, ExportFailure, Stretch, UNDER_WAY, WrittenPart } from "./export.ts";
import { WantedTypes } from "./wanted.ts";

/** So many exports are under way at the same time; two that are requested at the same moment may be one more. */
export const MOST_UNDER_WAY = 5;

const Instant = z.iso
  .datetime({ offset: true, error: "must be an instant such as 2026-11-01T00:00:00Z" })
  .transform((instant) => new Date(instant).toISOString());

/** Asks for the events of a range of time as files. */
export const requestExport = dataExport.action("request", {
  summary: "Have the events of a range of time written into files, one event a line",
  roles: ["admin"],
  from: ["none"],
  input: z.strictObject({
    /** The first instant. */
    from: Instant,
    /** The instant before which the range ends; not in the future. */
    to: Instant,
    /** Such as "quote.sent", or "quote.*"; all when left out. */
    types: WantedTypes.optional(),
    /** The day whose versions of the events are wanted; the newest when left out. */
    contracts: Day.optional(),
  }),
  more: () => ({ lookups: [{ stage: dataExport, key: UNDER_WAY, newest: MOST_UNDER_WAY }] }),
  decide(_, range, facts) {
    const { now } = facts;
    if (range.from >= range.to) return refuseField("/to", "must be later than from", { from: range.from });
    if (range.to > now) {
      return refuseField("/to", "must not be in the future: what has not happened cannot be exported", {
        now,
      });
    }
    const others = facts.list(dataExport, UNDER_WAY).length;
    if (others >= MOST_UNDER_WAY) {
      const message = `${others} exports are under way: wait for one of them, or cancel one`;
      return refuse("too_many", message, { details: { underWay: others, most: MOST_UNDER_WAY } });
    }
    const { contracts = contractsOn(now.slice(0, 10), superseded) } = range;
    return accept({ type: "export.requested", data: { ...range, contracts } });
  },
});

export const cancelExport = dataExport.action("cancel", {
  summary: "Stop an export; what was written of it is given to nobody and removed in time",
  roles: ["admin"],
  from: ["requested", "running"],
  input: z.strictObject({ note: text(1000).optional() }),
  decide: (_, data) => accept({ type: "export.cancelled", data }),
});

/** It is known in which stretch of the feed the events are. */
export const startExport = dataExport.action("start", {
  summary: "Note which stretch of the feed an export looks through",
  roles: [],
  from: ["requested"],
  input: Stretch,
  decide: (_, data) => accept({ type: "export.started", data }),
});

/** A part is done: it goes on from where that ended, once. */
export const advanceExport = dataExport.action("advance", {
  summary: "Note that a part of an export was written, or that a stretch holds nothing of it",
  roles: [],
  from: ["running"],
  input: z.strictObject({
    after: z.int().min(0),
    next: z.int().min(0),
    /** The file, when there was anything to write. */
    part: WrittenPart.optional(),
  }),
  decide(record, { after, next, part }) {
    const { from, to, types, contracts, until, position } = record;
    // Somebody else was here with the same part.
    if (record.searchedTo !== after) return accept([]);
    const parts = record.parts + (part === undefined ? 0 : 1);
    const written = part && {
      type: "export.part-written" as const,
      data: { after, next, part: parts, ...part },
    };
    const searched = { type: "export.searched" as const, data: { after, next } };
    const moved = next > after ? [written ?? searched] : [];
    if (next < until) return accept(moved);
    const events = record.events + (part?.events ?? 0);
    const bytes = record.bytes + (part?.bytes ?? 0);
    const data = { from, to, types, contracts, parts, events, bytes, position };
    return accept([...moved, { type: "export.completed", data }]);
  },
});

/** An export that cannot be done. */
export const failExport = dataExport.action("fail", {
  summary: "Note that an export cannot be done",
  roles: [],
  from: ["requested", "running"],
  input: ExportFailure,
  decide: (_, data) => accept({ type: "export.failed", data }),
});
