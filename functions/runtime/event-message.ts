import * as z from "zod";
import { Envelope } from "../../domain/kernel/event.ts";
import { inNewest } from "../../domain/kernel/version.ts";
import { superseded } from "../../domain/superseded.ts";

/** What EventBridge puts into the queue: the envelope is its detail. */
const Message = z.object({ detail: Envelope });

/** The event in a message, in the version of today: it may have waited in the queue since before there was one. */
export function eventIn(body: unknown, versions = superseded): Envelope {
  return inNewest(Message.parse(body).detail, versions);
}
