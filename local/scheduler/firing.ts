import type { QueueSender } from "../bus/queue-sender.ts";
import { messageOf } from "../problem.ts";
import { backOff } from "../sources/pause.ts";
import type { ScheduleStore, StoredSchedule } from "./schedule-store.ts";

/** What fires schedules works with. */
export interface FiringOptions {
  readonly store: ScheduleStore;
  readonly sender: QueueSender;
  /** The URL of the queue with an ARN; undefined when there is none. */
  readonly queueUrl: (arn: string) => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const mostAtOnce = 100;

/** The clock may be set, and the machine may sleep: nothing is waited for longer without looking at the clock again. */
const longestWaitMs = 10_000;

/**
 * Puts the messages of schedules into their queues when their time has come, also long after it. A schedule is
 * completed only after its queue has the message: it may come twice, but never not at all.
 */
export class Firing {
  /** Why schedules cannot be fired; undefined when they can. */
  problem: string | undefined;
  readonly #options: FiringOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: FiringOptions) {
    this.#options = options;
  }

  /** Fires what is due and looks when the next one is. Resolves when that is done. */
  wake(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    // Whatever was written after this round has read is seen by another one.
    this.#again = this.#round !== undefined;
    clearTimeout(this.#timer);
    return (this.#round ??= this.#run());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  async #run(): Promise<void> {
    const { store, now } = this.#options;
    let wait = longestWaitMs;
    try {
      await this.#rounds();
      const next = store.next();
      if (next !== undefined) wait = Math.min(longestWaitMs, Math.max(0, next - now()));
      this.problem = undefined;
    } catch (error) {
      // The disk is full, or its file is gone: tried again, and said so meanwhile.
      this.problem = messageOf(error);
    }
    this.#round = undefined;
    if (!this.#stopped) this.#timer = setTimeout(() => void this.wake(), wait);
  }

  async #rounds(): Promise<void> {
    do {
      this.#again = false;
      const due = this.#options.store.due(this.#options.now(), mostAtOnce);
      if (due.length === mostAtOnce) this.#again = true;
      await Promise.all(
        [...Map.groupBy(due, ({ schedule }) => schedule.Target.Arn)].map(([arn, all]) =>
          this.#send(arn, all),
        ),
      );
    } while (this.#again && !this.#stopped);
  }

  async #send(arn: string, schedules: readonly StoredSchedule[]): Promise<void> {
    const { store, now } = this.#options;
    const reasons = await this.#deliver(arn, schedules);
    for (const [index, schedule] of schedules.entries()) {
      if (reasons?.has(index) === false) store.complete(schedule);
      else store.postpone(schedule, now() + backOff(schedule.failures + 1));
    }
  }

  /** The reasons by index of what was not taken; undefined when nothing was. */
  async #deliver(arn: string, schedules: readonly StoredSchedule[]) {
    const { sender, queueUrl } = this.#options;
    const url = queueUrl(arn);
    if (url === undefined) return undefined;
    return sender.send(
      url,
      schedules.map(({ schedule }) => schedule.Target.Input),
    );
  }
}
