import * as z from "zod";
import { dayOf } from "../../domain/kernel/day.ts";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import { Day } from "../../domain/kernel/text.ts";
import type { Timer } from "../../domain/kernel/timer.ts";
import type { World } from "./ask.ts";
import { consumer, type QueueHandler } from "./consumer.ts";
import { logger } from "./log.ts";
import { perform } from "./perform.ts";
import { Due, openSchedules, type Schedules } from "./schedules.ts";
import { openWorld } from "./world.ts";

/** A timer that could not do its action: it is tried again, and ends in the dead-letter queue. */
export class TimerFailed extends Error {
  override readonly name = "TimerFailed";
}

const Early = z.object({ notBefore: Day });

/** The day that a refusal names for asking again; undefined when it does not, or when that day has come and it still refuses. */
function laterDay({ code, details }: Refusal, today: string): string | undefined {
  const early = Early.safeParse(details);
  return code === "rule_broken" && early.success && early.data.notBefore > today
    ? early.data.notBefore
    : undefined;
}

/** Asks the action of a timer whose day has come: done, not needed any more, or to be asked again on a later day. */
async function fire(timer: Timer, due: Due, world: World, schedules: Schedules): Promise<string> {
  const { record, day, event, at, deal, traceId } = due;
  const outcome = await perform(
    {
      action: timer.action,
      id: record,
      input: {},
      commandId: `${timer.name}@${record}@${day}`,
      actor: { type: "reaction", id: timer.name },
      causedBy: event,
      cause: { at, deal },
      traceId,
    },
    world,
  );
  if (outcome.ok) return "ok";
  // The record has gone on meanwhile: what the timer waited for cannot come any more.
  if (outcome.code === "wrong_state") return "settled";
  const today = dayOf(world.now(), world.settings.timeZone);
  const later = laterDay(outcome, today);
  if (later === undefined) throw new TimerFailed(`${timer.action.name} of ${record}: ${outcome.message}`);
  await schedules.set({ ...due, day: later, again: !due.again }, today);
  return `again on ${later}`;
}

/** The Lambda function of what time brings: schedules whose day has come become actions, through the same door as HTTP. */
export function fireTimers(timers: readonly Timer[], world: World = openWorld()): QueueHandler {
  const schedules = openSchedules(world.settings.timeZone, () => world.now());
  return consumer(
    "fire-timers",
    async (body) => {
      const due = Due.parse(body);
      const timer = timers.find(({ name }) => name === due.timer);
      if (timer === undefined) throw new TimerFailed(`There is no timer ${due.timer}`);
      const result = await fire(timer, due, world, schedules);
      const { record, day, traceId } = due;
      logger.info("timer fired", { timer: timer.name, record, day, result, traceId });
    },
    { parallel: true },
  );
}
