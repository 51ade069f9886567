import * as z from "zod";
import { Day, text } from "../kernel/text.ts";

/** The most times that goods of one order may come back. */
export const MAX_RETURNS = 50;

/** Goods that came back; which ones, and the note, are in the history. */
export const NotedReturn = z.object({
  return: z.int().min(1),
  returnedOn: Day,
  reason: text(40).optional(),
});

/** Goods that came back. */
export type NotedReturn = z.output<typeof NotedReturn>;
