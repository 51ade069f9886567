import type { dataExport } from "../../domain/export/export.ts";
import type { Texts } from "./text.ts";

/** Exports of events into files. */
export const exportTexts: Texts<typeof dataExport> = {
  "export.requested": {
    text: "A person wants the events of a range of time as files: those that happened at `from` or later and before `to`.",
    by: ["request"],
  },
  "export.started": {
    text: "The stretch of the feed is known in which the events of the export are; it goes to the end of the feed as it is now, which is `position`.",
    by: ["start"],
  },
  "export.part-written": {
    text: "A file of the export was written: one event a line, packed with gzip.",
    by: ["advance"],
  },
  "export.searched": {
    text: "A stretch of the feed was looked through in which there is nothing for the export.",
    by: ["advance"],
  },
  "export.completed": {
    text: "All files of the export are written, with a manifest that has their sums. It has each event that stood in the feed up to `position`.",
    by: ["advance"],
  },
  "export.failed": { text: "The export could not be written, each time that it was tried.", by: ["fail"] },
  "export.cancelled": {
    text: "A person stopped the export. What was written of it is given to nobody.",
    by: ["cancel"],
  },
};
