import type { Condition } from "./condition.ts";
import type { Lane, Lanes, Lease } from "./lane.ts";

/** A lane in the hands of its one owner, for as long as it is renewed. */
export class Hold {
  readonly #lanes: Lanes;
  readonly #now: () => Date;
  #lease: Lease;
  #asked: number;
  #lost = false;
  #renewing: Promise<void> | undefined;

  constructor(lanes: Lanes, { lease, lane }: { lease: Lease; lane: Lane }, now: () => Date) {
    this.#lanes = lanes;
    this.#lease = lease;
    this.#asked = lane.asked;
    this.#now = now;
  }

  /** It is somebody else's by now. */
  isLost(): boolean {
    return this.#lost;
  }

  /** Whether it is one's own for so many milliseconds more. */
  async lasts(ms: number): Promise<boolean> {
    if (this.#lease.until - this.#now().getTime() < ms) {
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = undefined;
      });
      await this.#renewing;
    }
    // To renew may have taken long itself.
    return !this.#lost && this.#lease.until - this.#now().getTime() >= ms;
  }

  async #renew(): Promise<void> {
    const renewed = await this.#lanes.renew(this.#lease);
    if (renewed === undefined) this.#lost = true;
    else this.#lease = renewed;
  }

  /** Gives it back; false when somebody came meanwhile: then there may be more to do. */
  async release(condition: Condition): Promise<boolean> {
    if (await this.#lanes.release(this.#lease, this.#asked, condition)) return true;
    const [lane] = await this.#lanes.read([this.#lease.subscription]);
    if (lane?.owner !== this.#lease.owner) return true;
    this.#asked = lane.asked;
    return false;
  }

  /** Gives it back, whoever came meanwhile: another one must be told to look. */
  async leave(condition: Condition): Promise<void> {
    await this.#lanes.release(this.#lease, undefined, condition);
  }
}
