import * as z from "zod";
import { Day, text } from "../kernel/text.ts";

/** The most deliveries that one order may have. */
export const MAX_FULFILMENTS = 200;

/** One delivery; what was in it is in the history. */
export const Fulfilment = z.object({
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
});

/** One delivery. */
export type Fulfilment = z.output<typeof Fulfilment>;
