import type { Delivery } from "./delivery.ts";
import { asOf, isHeld } from "./health.ts";
import type { Entry } from "./keys.ts";
import type { Condition, Lane, Lease } from "./lane.ts";
import type { LaneParts } from "./parts.ts";
import { isSending, type Subscriber } from "./subscriber.ts";
import { type Run, Trial } from "./trial.ts";
import { Work } from "./work.ts";

/** How a function comes to a lane. */
export interface Invocation {
  /** Milliseconds that it still has. */
  remainingMs(): number;
  /** It is one of those for slow lanes. */
  readonly slow: boolean;
}

/** So many entries are read at a time: their events may have 240 KB each. */
const PAGE = 25;
/** A subscription is read again after so long: who pauses one waits no longer. */
const FRESH_MS = 2000;
/** Time to note, to settle and to hand over in, after the last request has ended. */
const MS_TO_END = 8000;
/** What wakes a lane so soon may be what has just woken it, by a clock that is ahead of this one. */
const SKEW_MS = 1000;

/** One run along a lane, by its one owner: what is due is sent, and when nothing is left the lane is given back. */
export class LaneRun implements Run {
  readonly #parts: LaneParts;
  readonly #invocation: Invocation;
  readonly #id: string;
  /** What is known of the receiver. */
  condition: Condition;
  #lease: Lease;
  #asked: number;
  #lost = false;
  #renewing: Promise<void> | undefined;

  constructor(parts: LaneParts, invocation: Invocation, { lease, lane }: { lease: Lease; lane: Lane }) {
    this.#parts = parts;
    this.#invocation = invocation;
    this.#lease = lease;
    this.#id = lease.subscription;
    this.#asked = lane.asked;
    this.condition = lane;
  }

  /** Works until nothing is due or the time is over; throws when a part of Salesline fails, with the lane given back. */
  async run(): Promise<void> {
    try {
      for (let end = false; !end;) end = await this.#round();
    } catch (error) {
      // The message that brought this run comes again: it must find the lane free.
      await this.#parts.lanes.release(this.#lease, undefined, this.condition).catch(() => false);
      throw error;
    }
  }

  /** Sends what is due as the subscription is now; true when the lane is no longer ours. */
  async #round(): Promise<boolean> {
    const subscriber = await this.#parts.subscriber(this.#id);
    if (subscriber === undefined || !isSending(subscriber)) return this.#release(this.condition);
    this.condition = asOf(this.condition, subscriber.version);
    if (isHeld(this.condition, this.#parts.now())) return this.#rest(this.condition.heldUntil);
    if (this.#belongsElsewhere() || !this.#hasTime()) return this.#handOver();
    const idle = await this.#send(subscriber);
    if (this.#lost) return true;
    if (!idle) return false;
    const next = await this.#parts.deliveries.nextDue(this.#id);
    return this.#rest(next?.due);
  }

  /** Whether nothing more was due. */
  async #send(subscriber: Subscriber): Promise<boolean> {
    const receiver = await this.#parts.receiver(subscriber);
    // A receiver that fails is asked by one request at a time until it answers well.
    const inFlight = subscriber.state.status === "failing" ? 1 : subscriber.state.inFlight;
    const work = new Work(new Trial(this.#parts, subscriber, receiver, this), inFlight);
    try {
      return await this.#passes(subscriber, work);
    } finally {
      try {
        await work.end();
      } finally {
        receiver.close();
      }
    }
  }

  /** Goes through what is due from the oldest on, again and again until there is nothing; false when it had to stop before. */
  async #passes(subscriber: Subscriber, work: Work): Promise<boolean> {
    let read = this.#parts.now().getTime();
    for (;;) {
      let started = 0;
      const by = this.#parts.now().toISOString();
      let after: Parameters<LaneParts["deliveries"]["due"]>[3];
      do {
        if (this.#parts.now().getTime() - read >= FRESH_MS) {
          if ((await this.#parts.subscriber(this.#id))?.version !== subscriber.version) return false;
          read = this.#parts.now().getTime();
        }
        const page = await this.#parts.deliveries.due(this.#id, by, PAGE, after);
        for (const delivery of await this.#found(page.entries, work)) {
          if (!(await this.#mayStart(work))) return false;
          if (work.start(delivery)) started += 1;
        }
        after = page.next;
      } while (after !== undefined);
      if (work.isBusy()) await work.one();
      else if (started === 0) return true;
    }
  }

  /** What is due of these; what there is no delivery of any more is forgotten. */
  async #found(entries: readonly Entry[], work: Work): Promise<readonly Delivery[]> {
    const open = entries.filter((entry) => !work.knows(entry));
    if (open.length === 0) return [];
    const positions = open.map(({ position }) => position);
    const found = await this.#parts.deliveries.load(this.#id, positions);
    const due: Delivery[] = [];
    for (const [index, entry] of open.entries()) {
      const delivery = found[index];
      if (delivery === undefined) await this.#parts.deliveries.forget(this.#id, entry);
      else if (delivery.due === entry.due) due.push(delivery);
    }
    return due;
  }

  /** Waits for a place among those in flight; false when no more may be started. */
  async #mayStart(work: Work): Promise<boolean> {
    await work.place();
    const held = isHeld(this.condition, this.#parts.now());
    return !held && !work.mustStop() && !this.#belongsElsewhere() && this.#hasTime() && !this.#lost;
  }

  /** No request is under way when the lane is not ours any more: it must end within the lease. */
  async mayPost(): Promise<boolean> {
    const needed = this.#parts.waits.timeoutSeconds * 1000 + MS_TO_END;
    if (this.#lease.until - this.#parts.now().getTime() < needed) {
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = undefined;
      });
      await this.#renewing;
    }
    return !this.#lost && this.#hasTime() && !isHeld(this.condition, this.#parts.now());
  }

  async #renew(): Promise<void> {
    const renewed = await this.#parts.lanes.renew(this.#lease);
    if (renewed === undefined) this.#lost = true;
    else this.#lease = renewed;
  }

  #hasTime(): boolean {
    return this.#invocation.remainingMs() > this.#parts.waits.timeoutSeconds * 1000 + MS_TO_END;
  }

  #belongsElsewhere(): boolean {
    return this.condition.slow && !this.#invocation.slow;
  }

  /** Gives the lane back until an instant, or until somebody comes. */
  async #rest(until: string | undefined): Promise<boolean> {
    const now = this.#parts.now();
    if (until === undefined) return this.#release(this.condition);
    if (Date.parse(until) <= now.getTime()) return false;
    const { wakeAt } = this.condition;
    const isWoken = wakeAt !== undefined && wakeAt <= until && Date.parse(wakeAt) > now.getTime() + SKEW_MS;
    // First the message: who dies after it leaves one too many, never one too few.
    if (!isWoken) await this.#parts.wakes.at(this.#id, until, now);
    return this.#release({ ...this.condition, wakeAt: isWoken ? wakeAt : until });
  }

  /** Another run goes on: the time of this one is over, or it would hold up others. */
  async #handOver(): Promise<boolean> {
    // In this order: a message that found the lane taken would be told to this run, which has ended.
    await this.#parts.lanes.release(this.#lease, undefined, this.condition);
    await this.#parts.wakes.now(this.#id, this.condition.slow);
    return true;
  }

  /** False when somebody came meanwhile: then there may be more to do. */
  async #release(condition: Condition): Promise<boolean> {
    if (await this.#parts.lanes.release(this.#lease, this.#asked, condition)) return true;
    this.condition = condition;
    const [lane] = await this.#parts.lanes.read([this.#id]);
    if (lane?.owner !== this.#lease.owner) return true;
    this.#asked = lane.asked;
    return false;
  }
}
