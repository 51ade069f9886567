import type { Done } from "./action.ts";
import type { Actor, Envelope } from "./event.ts";
import type { Stored } from "./record.ts";
import type { AnyStage } from "./stage.ts";

/** Where a command comes from. */
export interface Origin {
  readonly actor: Actor;
  readonly traceId: string;
  /** The id of the event that asked for it. */
  readonly causedBy?: string;
}

/** The envelopes of what was decided on a record, numbered from its next event on. */
export function seal(home: AnyStage, before: Stored, done: Done, origin: Origin, at: string): Envelope[] {
  return done.events.map(({ type, data }, index) => {
    const seq = before.version + 1 + index;
    return {
      id: `${before.id}#${seq}`,
      type,
      v: home.events[type]?.v ?? 1,
      stage: home.name,
      record: before.id,
      seq,
      at,
      actor: origin.actor,
      deal: done.deal ?? before.deal,
      ...(origin.causedBy !== undefined && { causedBy: origin.causedBy }),
      traceId: origin.traceId,
      data,
    };
  });
}
