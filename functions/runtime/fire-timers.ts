import { dayOf } from "../../domain/kernel/day.ts";
import type { Timer, When } from "../../domain/kernel/timer.ts";
import type { World } from "./ask.ts";
import { consumer, type QueueHandler } from "./consumer.ts";
import { logger } from "./log.ts";
import { perform } from "./perform.ts";
import { Due, openSchedules, type Schedules } from "./schedules.ts";
import { askOfTimer, laterThan } from "./timer-ask.ts";
import { openWorld } from "./world.ts";

/** A timer that could not do its action: it is tried again, and ends in the dead-letter queue. */
export class TimerFailed extends Error {
  override readonly name = "TimerFailed";
}

function againAt(due: Due, later: When): Due {
  const { timer, record, several, event, at, deal, traceId } = due;
  return { timer, record, several, event, at, deal, traceId, again: !due.again, ...later };
}

/** Asks the action of a timer whose time has come: done, not needed any more, or to be asked again later. */
async function fire(timer: Timer, due: Due, world: World, schedules: Schedules): Promise<string> {
  const outcome = await perform(askOfTimer(timer, due), world);
  if (outcome.ok) return "ok";
  // The record has gone on meanwhile, or was erased: what the timer waited for cannot come any more.
  if (outcome.code === "wrong_state" || outcome.code === "not_found") return "settled";
  const today = dayOf(world.now(), world.settings.timeZone);
  const later = laterThan(outcome, today, world.now());
  if (later === undefined) throw new TimerFailed(`${timer.action.name} of ${due.record}: ${outcome.message}`);
  await schedules.set(againAt(due, later), today);
  return `again at ${"day" in later ? later.day : later.instant}`;
}

/** The Lambda function of what time brings: schedules whose time has come become actions, through the same door as HTTP. */
export function fireTimers(timers: readonly Timer[], world: World = openWorld()): QueueHandler {
  const schedules = openSchedules(world.settings.timeZone, () => world.now());
  return consumer(
    "fire-timers",
    async (body) => {
      const due = Due.parse(body);
      const timer = timers.find(({ name }) => name === due.timer);
      if (timer === undefined) throw new TimerFailed(`There is no timer ${due.timer}`);
      const result = await fire(timer, due, world, schedules);
      const { record } = due;
      const when = "day" in due ? { day: due.day } : { instant: due.instant };
      logger.info("timer fired", { timer: timer.name, record, ...when, result });
    },
    { parallel: true },
  );
}
