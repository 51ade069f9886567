import { dayOf } from "../../domain/kernel/day.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Timer } from "../../domain/kernel/timer.ts";
import { consumer, type QueueHandler } from "./consumer.ts";
import { eventIn } from "./event-message.ts";
import { logger } from "./log.ts";
import { openSchedules, type Schedules } from "./schedules.ts";
import { readSettings } from "./settings.ts";

/** Has the schedule of one timer follow an event. Repeats change nothing; one that comes late leaves at most a schedule that asks in vain, once. */
async function follow(timer: Timer, event: Envelope, today: string, schedules: Schedules): Promise<void> {
  const turn = timer.turn(event);
  if (turn === undefined) return;
  const { record, traceId } = event;
  if (turn === "clear") await schedules.clear(timer.name, record);
  else {
    const { id, at, deal } = event;
    const { name, several } = timer;
    const due = { timer: name, record, again: false, several, event: id, at, deal, traceId, ...turn };
    await schedules.set(due, today);
  }
  const when = turn === "clear" ? { turn } : turn;
  logger.info("timer", { timer: timer.name, ...when });
}

/** The Lambda function that keeps one schedule for each record that waits for a day or an instant, as its events say. */
export function setTimers(timers: readonly Timer[], now = () => new Date()): QueueHandler {
  const { timeZone } = readSettings();
  const schedules = openSchedules(timeZone, now);
  return consumer(
    "set-timers",
    async (body) => {
      const event = eventIn(body);
      for (const timer of timers) {
        if (timer.types.includes(event.type)) await follow(timer, event, dayOf(now(), timeZone), schedules);
      }
    },
    { parallel: true },
  );
}
