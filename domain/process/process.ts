import * as z from "zod";
import { event } from "../kernel/event.ts";
import { ProcessBook } from "../kernel/process.ts";
import { stage } from "../kernel/stage.ts";
import { remark } from "../kernel/text.ts";

const Active = ProcessBook.extend({ status: z.literal("active") });

const Record = z.discriminatedUnion("status", [Active]);

const Changed = z.object({ before: ProcessBook.optional(), after: ProcessBook, note: remark() });

const Book = z.object(ProcessBook.shape);

/** All processes that a stored record or event carries. */
export function bookIn(state: unknown): ProcessBook {
  return Book.parse(state);
}

/** How the organisation sells: all its processes. The number of each change is a version that deals keep. */
export const process = stage(
  "process",
  Record,
  {
    "process.changed": event(
      ["none", "active"],
      Changed,
      ({ after }) => `Sales processes changed: ${Object.keys(after.processes).join(", ")}`,
    ),
  },
  { singleton: true },
).evolve({
  "process.changed": (_, { data: { after } }) => ({ status: "active", ...after }),
});
