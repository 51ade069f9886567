import * as z from "zod";
import type { DoorLog } from "./door/log.ts";

const Issued = z.object({ data: z.object({ issuedOn: z.iso.date() }) });

/** How many invoices have got their number, by the year that it is of. */
export interface Numbered {
  readonly byYear: () => ReadonlyMap<string, number>;
}

/** Counts the invoices that the bus has heard of. */
export const openNumbered = ({ published }: Pick<DoorLog, "published">): Numbered => {
  const counts = new Map<string, number>();
  let seen = 0;
  return {
    byYear() {
      for (; seen < published.length; seen += 1) {
        const { type, detail } = published[seen] ?? { type: "", detail: "" };
        if (type !== "invoice.issued") continue;
        const year = Issued.parse(JSON.parse(detail)).data.issuedOn.slice(0, 4);
        counts.set(year, (counts.get(year) ?? 0) + 1);
      }
      return counts;
    },
  };
};
