import * as z from "zod";
import { event } from "../kernel/event.ts";
import { stage } from "../kernel/stage.ts";
import { rawText, text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** What was given up, as far as the message says it: the reaction, the event, and the record that it is of. */
export const DeadLetterFields = z.object({
  /** "issue-invoice". */
  reaction: text(100),
  /** The message, where it is of no event. */
  message: text(100).optional(),
  event: text(100).optional(),
  type: text(100).optional(),
  record: text(100).optional(),
  tries: z.int().min(0),
  /** Why nobody needs it any more. */
  reason: personal(text(500)),
  /** What the message said, where it is of no event: it is nowhere else. */
  content: personal(rawText(4000)).optional(),
});

/** A message that a reaction could not do, once somebody has decided that it is not needed. */
export const deadLetter = stage(
  "dead-letter",
  z.discriminatedUnion("status", [DeadLetterFields.extend({ status: z.literal("discarded") })]),
  {
    "dead-letter.discarded": event(
      ["none"],
      DeadLetterFields,
      ({ reaction, event: of, message, type, reason }) =>
        `${reaction} after ${of ?? message} (${type ?? "no event"}) was put away: ${reason}`,
    ),
  },
).evolve({
  "dead-letter.discarded": (_, { data }) => ({ status: "discarded", ...data }),
});
