/** A subscription is looked at again before a try when that was so long ago: who pauses one waits no longer for its last try to begin. */
const FRESH_MS = 500;

/** Whether a subscription is still what it was when it was read, looked at by all tries together. */
export class Fresh {
  readonly #version: () => Promise<number | undefined>;
  readonly #was: number;
  readonly #now: () => number;
  #readAt: number;
  #looking: Promise<void> | undefined;
  #over = false;

  /** `readAt` is when its reading began, not when it ended. */
  constructor(
    read: { readonly version: number; readonly readAt: number },
    version: () => Promise<number | undefined>,
    now: () => number,
  ) {
    this.#was = read.version;
    this.#readAt = read.readAt;
    this.#version = version;
    this.#now = now;
  }

  /** It has been seen to be another one. */
  isOver(): boolean {
    return this.#over;
  }

  async isCurrent(): Promise<boolean> {
    if (!this.#over && this.#now() - this.#readAt >= FRESH_MS) {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
    return !this.#over;
  }

  async #look(): Promise<void> {
    const begun = this.#now();
    const version = await this.#version();
    if (version !== this.#was) this.#over = true;
    this.#readAt = begun;
  }
}
