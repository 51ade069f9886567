import * as z from "zod";
import type { BusEvent } from "./bus/bus-event.ts";

const Detail = z.object({ at: z.string(), record: z.string(), causedBy: z.string().optional() });

/** An event as one line for people: time (UTC), type, record, caused by. */
export const eventLine = (event: BusEvent): string => {
  const detail = Detail.safeParse(event.detail).data;
  const time = (detail?.at ?? event.time).slice(11, 23).padEnd(12);
  const cause = detail?.causedBy === undefined ? "" : `  caused by ${detail.causedBy}`;
  return `${time}  ${event["detail-type"].padEnd(24)}  ${detail?.record ?? event.source}${cause}`;
};
