import { addDays } from "../../domain/kernel/day.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Timer } from "../../domain/kernel/timer.ts";
import { timers } from "../../domain/timers.ts";
import type { Memory } from "../support/memory.ts";

/** On which day a timer asks each record, as all events of the record together say it. */
function daysOf({ types, turn }: Timer, log: readonly Envelope[]): Map<string, string> {
  const days = new Map<string, string>();
  for (const event of log.filter(({ type }) => types.includes(type))) {
    const next = turn(event);
    if (next === "clear") days.delete(event.record);
    else if (next !== undefined) days.set(event.record, "day" in next ? next.day : next.instant.slice(0, 10));
  }
  return days;
}

/** So many days pass, and every timer whose day has come asks once. */
export function pass(memory: Memory, days: number): void {
  memory.today = addDays(memory.today, days);
  for (const timer of timers) {
    for (const [id, day] of daysOf(timer, memory.log)) {
      if (day <= memory.today) memory.ask({ action: timer.action, id, input: {} });
    }
  }
}
