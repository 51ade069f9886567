import { logger } from "../log.ts";
import { dayOf, editionText } from "../edition.ts";
import { count, measure } from "../metrics.ts";
import { type Delivery, eventIdOf, tried, waiting } from "./delivery.ts";
import { afterAnswer, held } from "./health.ts";
import type { Condition } from "./condition.ts";
import type { Move } from "./move.ts";
import { note, noteOf } from "./notes.ts";
import type { LaneParts } from "./parts.ts";
import type { Posted } from "./post.ts";
import type { Receiver } from "./receiver.ts";
import type { Subscriber } from "./subscriber.ts";
import { afterTry, type Verdict, verdictOf } from "./verdict.ts";

/** What a try needs of the run that it is of. */
export interface Run {
  /** What is known of the receiver. */
  condition: Condition;
  /** False when the lane is no longer ours or the time is over. */
  mayPost(): Promise<boolean>;
}

/** Whether a delivery has ended, is to be tried again, or has not been tried. */
export type Tried = "ended" | "open" | "untried";

const CHANGES = 3;

/** Tries to deliver events of one subscription, and keeps what came of it. */
export class Trial {
  readonly #parts: LaneParts;
  readonly #subscriber: Subscriber;
  readonly #receiver: Receiver;
  readonly #run: Run;
  #over = false;

  constructor(parts: LaneParts, subscriber: Subscriber, receiver: Receiver, run: Run) {
    this.#parts = parts;
    this.#subscriber = subscriber;
    this.#receiver = receiver;
    this.#run = run;
  }

  /** Something of the subscription has changed: it must be read again. */
  isOver(): boolean {
    return this.#over;
  }

  /** Whether it is time for a delivery; one that was waiting for an earlier one of its deal has no time of its own. */
  isDue({ due }: Delivery): boolean {
    return due === undefined || Date.parse(due) <= this.#parts.now().getTime();
  }

  /** The first two deliveries of a deal that go out one after the other. */
  async thread(deal: string): Promise<readonly Delivery[]> {
    const { id } = this.#subscriber;
    const { deliveries } = this.#parts;
    for (;;) {
      const positions = await deliveries.thread(id, deal, 2);
      const found = await deliveries.load(id, positions);
      const gone = positions.filter((_, index) => found[index] === undefined);
      if (gone.length === 0) return found.filter((delivery) => delivery !== undefined);
      // Kept for its days and never sent: what comes after it must not wait for ever.
      for (const position of gone) await deliveries.leave(id, deal, position);
    }
  }

  /** Has a delivery wait until the one before it in its deal has ended. */
  async putOff(delivery: Delivery): Promise<void> {
    await this.#parts.deliveries.move(this.#subscriber.id, [{ before: delivery, after: waiting(delivery) }]);
  }

  /** Tells that a delivery was given up. Who dies in between tells it twice. */
  async tell(delivery: Delivery): Promise<void> {
    await this.#parts.giveUp(this.#subscriber.id, delivery);
    await this.putOff(delivery);
  }

  /** Tries a delivery once; `next` is the one of its deal that waits for it. */
  async send(delivery: Delivery, next?: Delivery): Promise<Tried> {
    const [stored] = await this.#parts.feed.events([delivery.place]);
    if (stored === undefined) return this.#endErased(delivery, next);
    if (this.#over || !(await this.#run.mayPost())) return "untried";
    const begun = this.#parts.now();
    const reading = { contracts: this.#subscriber.state.contracts, today: dayOf(begun) };
    const event = editionText(stored, delivery.place.type, reading, this.#parts.superseded);
    const posted = await this.#receiver.send(eventIdOf(delivery), event, begun);
    const now = this.#parts.now();
    const verdict = verdictOf(posted, now);
    const { waits, world } = this.#parts;
    const after = afterTry(delivery, posted, verdict, { waits, random: world.random(), begun, now });
    await this.#keep({ before: delivery, after }, next);
    this.#told(delivery, posted, verdict);
    await this.#learn(posted, verdict);
    return after.status === "pending" ? "open" : "ended";
  }

  /** An event that was erased for the sake of a person is sent to nobody any more: there is nothing to tell or to mend. */
  async #endErased(before: Delivery, next: Delivery | undefined): Promise<Tried> {
    const attempt = { at: this.#parts.now().toISOString(), ms: 0, error: "The event was erased" };
    await this.#keep({ before, after: tried(before, attempt, { status: "failed" }) }, next);
    return "ended";
  }

  /** Keeps what came of a try, and lets the next of the deal go on when this one has ended. What was asked again meanwhile stays as it was asked. */
  async #keep(move: Move & { readonly before: Delivery }, next: Delivery | undefined): Promise<void> {
    const { id } = this.#subscriber;
    const { before, after } = move;
    let follower = next;
    for (let tries = 0; tries < CHANGES; tries += 1) {
      const moves: Move[] = [move];
      if (after.status !== "pending" && follower?.due === undefined && follower?.status === "pending") {
        moves.push({ before: follower, after: { ...follower, due: this.#parts.now().toISOString() } });
      }
      if (await this.#parts.deliveries.move(id, moves)) return;
      const [now] = await this.#parts.deliveries.load(id, [before.place.position]);
      if (now?.rev !== before.rev) return;
      // The one that waited may be kept no longer: then it is the one behind it.
      if (next !== undefined) [, follower] = await this.thread(before.place.deal);
    }
  }

  /** What is known of the receiver from now on, and whether its subscription is told. */
  async #learn(posted: Posted, verdict: Verdict): Promise<void> {
    const now = this.#parts.now();
    const run = this.#run;
    run.condition = afterAnswer(run.condition, posted, verdict.kind === "delivered", now);
    if (verdict.kind === "held") run.condition = held(run.condition, verdict.seconds, now);
    if (this.#over) return;
    const noted = noteOf(this.#subscriber, posted, verdict, { condition: run.condition, now });
    if (noted === undefined) return;
    this.#over = true;
    await note(this.#subscriber, noted, this.#parts.world);
  }

  #told(delivery: Delivery, { status, ms, error }: Posted, verdict: Verdict): void {
    const subscription = this.#subscriber.id;
    const said = { subscription, event: eventIdOf(delivery), result: verdict.kind, status, ms, error };
    logger.info("webhook", said);
    if (verdict.kind !== "delivered") return count("WebhooksFailed");
    count("WebhooksDelivered");
    // Of a later try it would say how long the receiver was away.
    if (delivery.attempts.length > 0) return;
    measure("WebhookLag", this.#parts.now().getTime() - Date.parse(delivery.place.at));
  }
}
