import * as z from "zod";

/** How a receiver does, as far as it is known. */
export const Condition = z.object({
  /** The version of its subscription that this was learnt under. */
  version: z.int().optional(),
  /** When it failed for the first time after it last succeeded, under that version. */
  failingSince: z.iso.datetime().optional(),
  /** Milliseconds that its answers take, the latest counting most. */
  pace: z.number().min(0).default(0),
  /** It has asked for time until then. */
  heldUntil: z.iso.datetime().optional(),
  /** It would hold up others: it is worked on by functions of their own. */
  slow: z.boolean().default(false),
  /** When it was last handed on, or found forgotten: since then a word of it is on its way. */
  toldAt: z.iso.datetime().optional(),
  /** The lane is woken then at the latest, if nothing wakes it earlier. */
  wakeAt: z.iso.datetime().optional(),
});

/** How a receiver does, and when its lane is woken. */
export type Condition = z.output<typeof Condition>;
