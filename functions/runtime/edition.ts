import { messageOf } from "../../domain/audit/transitions.ts";
import { type Reading, versionFor } from "../../domain/kernel/contracts.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { inVersion, type Superseded } from "../../domain/kernel/version.ts";
import { logger } from "./log.ts";
import { count } from "./metrics.ts";

/** The UTC day of an instant: by it versions become current and end. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

function made(event: Envelope, v: number, superseded: Superseded): Envelope {
  const other = inVersion(event, v, superseded);
  if (other === undefined) throw new Error(`Version ${event.v} is not known here`);
  return other;
}

/**
 * An event as the contracts of a day have it. One that cannot be made so, or is of a version that this function does not
 * know yet, is given as it was committed, under its own version: whoever reads on must not stand still for it.
 */
export function editionOf(event: Envelope, reading: Reading, superseded: Superseded): Envelope {
  if (!superseded.has(event.type)) return event;
  const wanted = versionFor(event.type, reading, superseded);
  try {
    return made(event, wanted, superseded);
  } catch (error) {
    const { id, type, v } = event;
    logger.error("event given as it was committed", { event: id, type, v, wanted, reason: messageOf(error) });
    count("EditionsSpoiled");
    return event;
  }
}

/** An envelope as text, as the contracts of a day have it: verbatim when it has that version. Only types that have older versions are read. */
export function editionText(text: string, type: string, reading: Reading, superseded: Superseded): string {
  if (!superseded.has(type)) return text;
  const event = Envelope.parse(JSON.parse(text));
  const edition = editionOf(event, reading, superseded);
  return edition === event ? text : JSON.stringify(edition);
}
