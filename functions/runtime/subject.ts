import * as z from "zod";
import type { About } from "./trace.ts";

const Id = z.string().optional();

/** An event, as EventBridge puts it into a queue. */
const OfEvent = z
  .object({ detail: z.object({ traceId: Id, id: Id, type: Id, record: Id, deal: Id }) })
  .transform(({ detail: { id: event, ...rest } }) => ({ ...rest, event }));

/** A timer whose time has come. */
const OfTimer = z.object({ traceId: z.string(), timer: Id, event: Id, record: Id, deal: Id });

const Subject = z.union([OfEvent, OfTimer]);

/** What a message of a queue is about, for the lines that its work logs; nothing when it does not say. */
export function subjectOf(body: unknown): About {
  const subject = Subject.safeParse(body);
  return subject.success ? subject.data : {};
}
