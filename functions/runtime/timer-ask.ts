import * as z from "zod";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import { Day } from "../../domain/kernel/text.ts";
import type { Timer, When } from "../../domain/kernel/timer.ts";
import type { Ask } from "./ask.ts";
import type { Due } from "./schedules.ts";

/** Names the command of a timer: what fires twice is done once. Instants of several events may be the same one. */
function commandOf({ name }: Timer, due: Due): string {
  return "day" in due
    ? `${name}@${due.record}@${due.day}`
    : `${name}@${due.record}@${due.instant}@${due.event}`;
}

/** What a timer asks for when its time has come. */
export function askOfTimer(timer: Timer, due: Due): Ask & { readonly id: string } {
  const { record, event, at, deal, traceId } = due;
  return {
    action: timer.action,
    id: record,
    input: {},
    commandId: commandOf(timer, due),
    actor: { type: "reaction", id: timer.name },
    causedBy: event,
    cause: { at, deal },
    traceId,
  };
}

const Early = z.object({ notBefore: z.union([Day, z.iso.datetime()]) });

/** When a refusal says to ask again; undefined when it does not, or when that time has come and it still refuses. */
export function laterThan({ code, details }: Refusal, today: string, now: Date): When | undefined {
  const early = Early.safeParse(details);
  if (code !== "rule_broken" || !early.success) return undefined;
  const { notBefore } = early.data;
  if (Day.safeParse(notBefore).success) return notBefore > today ? { day: notBefore } : undefined;
  return Date.parse(notBefore) > now.getTime() ? { instant: notBefore } : undefined;
}
