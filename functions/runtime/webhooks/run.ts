import { conditionAs } from "./anew.ts";
import type { Condition } from "./condition.ts";
import { Fresh } from "./fresh.ts";
import { isHeld } from "./health.ts";
import { Hold } from "./hold.ts";
import type { Lane, Lease } from "./lane.ts";
import type { LaneParts } from "./parts.ts";
import { passes } from "./pass.ts";
import { isSending, type Subscriber } from "./subscriber.ts";
import { type Run, Trial } from "./trial.ts";
import type { Waits } from "./waits.ts";
import { Work } from "./work.ts";

/** How a function comes to a lane. */
export interface Invocation {
  /** Milliseconds that it still has. */
  remainingMs(): number;
  /** It is one of those for slow lanes. */
  readonly slow: boolean;
}

/** Time to note, to settle and to hand over in, after the last request has ended. */
const MS_TO_END = 8000;
/** A lane is taken again after so long. */
const RENEWED_AFTER_MS = 7000;

/** What wakes a lane so soon may be what has just woken it, by a clock that is ahead of this one. */
const SKEW_MS = 1000;

/** For how long a lane is taken: until a request that begins just before it is taken again has ended, and no longer, since whoever dies leaves it for as long. */
export function leaseMsOf({ timeoutSeconds }: Waits): number {
  return timeoutSeconds * 1000 + MS_TO_END + RENEWED_AFTER_MS;
}

/** One run along a lane, by its one owner: what is due is sent, and when nothing is left the lane is given back. */
export class LaneRun implements Run {
  readonly #parts: LaneParts;
  readonly #invocation: Invocation;
  readonly #id: string;
  readonly #hold: Hold;
  #fresh: Fresh | undefined;
  /** What is known of the receiver. */
  condition: Condition;

  constructor(parts: LaneParts, invocation: Invocation, taken: { lease: Lease; lane: Lane }) {
    this.#parts = parts;
    this.#invocation = invocation;
    this.#id = taken.lease.subscription;
    this.#hold = new Hold(parts.lanes, taken, () => parts.now());
    this.condition = { ...taken.lane, toldAt: undefined };
  }

  /** Works until nothing is due or the time is over; throws when a part of Salesline fails, with the lane given back. */
  async run(): Promise<void> {
    try {
      for (let end = false; !end;) end = await this.#round();
    } catch (error) {
      // The message that brought this run comes again: it must find the lane free.
      await this.#hold.leave(this.condition).catch(() => undefined);
      throw error;
    }
  }

  /** Sends what is due as the subscription is now; true when the lane is no longer ours. */
  async #round(): Promise<boolean> {
    const readAt = this.#parts.now().getTime();
    const subscriber = await this.#parts.subscriber(this.#id);
    if (subscriber === undefined || !isSending(subscriber)) return this.#hold.release(this.condition);
    const { journal } = this.#parts.world;
    const parts = { ...this.#parts, journal, hasTime: () => this.#hasTime() };
    const condition = await conditionAs(this.condition, subscriber, parts);
    if (condition === undefined) return this.#handOver();
    this.condition = condition;
    if (isHeld(this.condition, this.#parts.now())) return this.#rest(this.condition.heldUntil);
    if (this.#belongsElsewhere() || !this.#hasTime()) return this.#handOver();
    this.#fresh = this.#freshAs(subscriber.version, readAt);
    const idle = await this.#send(subscriber, this.#fresh);
    if (this.#hold.isLost()) return true;
    if (!idle) return false;
    const next = await this.#parts.deliveries.nextDue(this.#id);
    return this.#rest(next?.due);
  }

  #freshAs(version: number, readAt: number): Fresh {
    const look = async () => (await this.#parts.subscriber(this.#id))?.version;
    return new Fresh({ version, readAt }, look, () => this.#parts.now().getTime());
  }

  /** Whether nothing more was due. */
  async #send(subscriber: Subscriber, fresh: Fresh): Promise<boolean> {
    const receiver = await this.#parts.receiver(subscriber);
    // A receiver that fails is asked by one request at a time until it answers well.
    const inFlight = subscriber.state.status === "failing" ? 1 : subscriber.state.inFlight;
    const work = new Work(new Trial(this.#parts, subscriber, receiver, this), inFlight);
    try {
      const mayStart = () => !work.mustStop() && !fresh.isOver() && this.#mayGoOn();
      const passage = { isCurrent: () => fresh.isCurrent(), mayStart };
      return await passes(work, passage, { ...this.#parts, id: this.#id });
    } finally {
      try {
        await work.end();
      } finally {
        receiver.close();
      }
    }
  }

  #mayGoOn(): boolean {
    const held = isHeld(this.condition, this.#parts.now());
    return !held && !this.#belongsElsewhere() && this.#hasTime() && !this.#hold.isLost();
  }

  /** No request is under way when the lane is not ours any more: it must end within the lease. None begins when the subscription is another one by now. */
  async mayPost(): Promise<boolean> {
    if ((await this.#fresh?.isCurrent()) !== true) return false;
    const isOurs = await this.#hold.lasts(this.#parts.waits.timeoutSeconds * 1000 + MS_TO_END);
    return isOurs && this.#hasTime() && !isHeld(this.condition, this.#parts.now());
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
    if (until === undefined) return this.#hold.release(this.condition);
    if (Date.parse(until) <= now.getTime()) return false;
    const { wakeAt } = this.condition;
    const wake = wakeAt === undefined ? Number.NaN : Date.parse(wakeAt);
    const isWoken = wake <= Date.parse(until) && wake > now.getTime() + SKEW_MS;
    // First the message: who dies after it leaves one too many, never one too few.
    if (!isWoken) {
      await this.#parts.wakes.at(this.#id, until, now);
      this.condition = { ...this.condition, wakeAt: until };
    }
    return this.#hold.release(this.condition);
  }

  /** Another run goes on: the time of this one is over, or it would hold up others. */
  async #handOver(): Promise<boolean> {
    // In this order: a message that found the lane taken would be told to this run, which has ended.
    const toldAt = this.#parts.now().toISOString();
    await this.#hold.leave({ ...this.condition, toldAt });
    await this.#parts.wakes.now(this.#id, this.condition.slow);
    return true;
  }
}
