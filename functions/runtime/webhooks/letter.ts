import * as z from "zod";
import { type Delivery, eventIdOf } from "./delivery.ts";

/** A delivery that was given up, as it lies among the dead letters: put back into the queue it is delivered again. */
export const Letter = z.object({
  webhook: z.string(),
  position: z.int().min(1),
  event: z.string(),
  type: z.string(),
  record: z.string(),
  deal: z.string(),
  at: z.string(),
  tries: z.int(),
  /** When it was given up. */
  givenUpAt: z.string(),
  /** Why the last try failed. */
  reason: z.string(),
});

/** A delivery that was given up. */
export type Letter = z.output<typeof Letter>;

/** The dead letter of a delivery that was given up. */
export function letterOf(subscription: string, delivery: Delivery): Letter {
  const { place, tries, attempts } = delivery;
  const { position, type, record, deal, at } = place;
  const last = attempts.at(-1);
  return {
    webhook: subscription,
    position,
    event: eventIdOf(delivery),
    type,
    record,
    deal,
    at,
    tries,
    givenUpAt: last?.at ?? delivery.place.fed,
    reason: last?.error ?? "",
  };
}
