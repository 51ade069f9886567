import type { Place } from "../feed/feed.ts";
import { askedAgain, type Delivery, newDelivery } from "./delivery.ts";
import { batchesOf } from "./move.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Subscriber } from "./subscriber.ts";

const MAX_TRIES = 5;

/** The delivery of a place once more; undefined when the same request has asked for it already. */
function onceMore(
  place: Place,
  before: Delivery | undefined,
  { ordered, now, again }: { ordered: boolean; now: Date; again: string },
) {
  if (before === undefined) return { after: newDelivery(place, ordered, now, again) };
  return before.again === again ? undefined : { before, after: askedAgain(before, ordered, now, again) };
}

/** Sets deliveries due again, also those that never were; `again` names the request, so that a repeat of it sets none twice. */
export async function deliverAgain(
  { id, state: { ordered } }: Subscriber,
  places: readonly Place[],
  { deliveries, now, again }: { deliveries: Pick<Deliveries, "load" | "move">; now: Date; again: string },
): Promise<void> {
  for (const some of batchesOf(places, ordered)) {
    for (let tries = 1; ; tries += 1) {
      const found = await deliveries.load(
        id,
        some.map(({ position }) => position),
      );
      const moves = some
        .map((place, index) => onceMore(place, found[index], { ordered, now, again }))
        .filter((move) => move !== undefined);
      if (moves.length === 0 || (await deliveries.move(id, moves))) break;
      // One of them was being tried: read again it says what came of that.
      if (tries === MAX_TRIES)
        throw new Error(`The deliveries of ${id} changed at every try to ask for them again`);
    }
  }
}
