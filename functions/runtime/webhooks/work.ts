import type { Delivery } from "./delivery.ts";
import type { Entry } from "./keys.ts";
import type { Trial } from "./trial.ts";

/** So many failures of Salesline itself end a run: the table or a key cannot be reached. */
const MOST_ERRORS = 3;

const nameOf = ({ due, position }: Entry) => `${due}#${position}`;

/** The requests of a lane that are under way: so many at the same time at most, and of one deal in order one after the other. */
export class Work {
  readonly #trial: Trial;
  readonly #inFlight: number;
  readonly #active = new Set<Promise<void>>();
  readonly #deals = new Set<string>();
  readonly #known = new Set<string>();
  readonly #errors: unknown[] = [];

  constructor(trial: Trial, inFlight: number) {
    this.#trial = trial;
    this.#inFlight = inFlight;
  }

  /** Whether this has been or is being worked on. */
  knows(entry: Entry): boolean {
    return this.#known.has(nameOf(entry));
  }

  /** Begins with a delivery, unless its deal is being worked on: then its turn comes. */
  start(delivery: Delivery): boolean {
    const { due, place } = delivery;
    const { deal, position } = place;
    if (due === undefined || this.knows({ due, position })) return false;
    const inOrder = delivery.inOrder && delivery.status === "pending";
    if (inOrder && this.#deals.has(deal)) return false;
    if (inOrder) this.#deals.add(deal);
    this.#known.add(nameOf({ due, position }));
    const job = this.#job(delivery, inOrder)
      .catch((error: unknown) => {
        this.#errors.push(error);
      })
      .finally(() => {
        this.#active.delete(job);
        if (inOrder) this.#deals.delete(deal);
      });
    this.#active.add(job);
    return true;
  }

  async #job(delivery: Delivery, inOrder: boolean): Promise<void> {
    if (delivery.status !== "pending") await this.#trial.tell(delivery);
    else if (inOrder) await this.#deal(delivery);
    else await this.#trial.send(delivery);
  }

  /** Sends the events of a deal one after the other, as long as they are taken; what must wait for another is put off. */
  async #deal(first: Delivery): Promise<void> {
    const { deal, position } = first.place;
    for (;;) {
      const [head, next] = await this.#trial.thread(deal);
      if (head === undefined) return;
      if (!this.#trial.isDue(head)) {
        if (head.place.position !== position) await this.#trial.putOff(first);
        return;
      }
      if (head.due !== undefined) this.#known.add(nameOf({ due: head.due, position: head.place.position }));
      if ((await this.#trial.send(head, next)) !== "ended") return;
    }
  }

  /** Waits for a place among those under way. */
  async place(): Promise<void> {
    while (this.#active.size >= this.#inFlight) await this.one();
  }

  /** Waits until one of those under way has ended. */
  async one(): Promise<void> {
    await Promise.race(this.#active);
  }

  isBusy(): boolean {
    return this.#active.size > 0;
  }

  mustStop(): boolean {
    return this.#errors.length >= MOST_ERRORS || this.#trial.isOver();
  }

  /** Waits until nothing is under way; throws what went wrong in Salesline itself. */
  async end(): Promise<void> {
    await Promise.all(this.#active);
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}
