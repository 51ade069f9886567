const shortestMs = 10;
const longestMs = 100;

/** Says when to look again: soon after something was found, then less and less often; a hint ends the waiting. */
export class Pacer {
  #delay = shortestMs;
  #hinted = false;
  #end: (() => void) | undefined;

  /** Something may have happened: look now, or once more if a look is under way. */
  wake(): void {
    this.#hinted = true;
    this.#end?.();
  }

  /** There was something: the next waiting is short. */
  found(): void {
    this.#delay = shortestMs;
  }

  /** Waits after a look that found nothing. */
  async rest(): Promise<void> {
    if (!this.#hinted) await this.#sleep();
    this.#delay = this.#hinted ? shortestMs : Math.min(longestMs, this.#delay * 1.5);
    this.#hinted = false;
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#delay);
      this.#end = () => {
        clearTimeout(timer);
        this.#end = undefined;
        resolve();
      };
    });
  }
}
