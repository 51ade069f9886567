import type { Superseded } from "../../../domain/kernel/version.ts";
import type { World } from "../ask.ts";
import type { Feed } from "../feed/feed.ts";
import type { Delivery } from "./delivery.ts";
import type { Lanes } from "./lane.ts";
import type { Receiver } from "./receiver.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Subscriber } from "./subscriber.ts";
import type { Waits } from "./waits.ts";
import type { Wakes } from "./wake.ts";

/** What sending needs. */
export interface LaneParts {
  readonly deliveries: Deliveries;
  readonly lanes: Lanes;
  readonly wakes: Wakes;
  readonly feed: Pick<Feed, "events">;
  readonly superseded: Superseded;
  readonly waits: Waits;
  readonly world: World;
  /** The subscription as it is now. */
  subscriber(id: string): Promise<Subscriber | undefined>;
  /** Opens the way to its receiver. */
  receiver(subscriber: Subscriber): Promise<Receiver>;
  /** Puts a delivery that was given up where people see it. */
  giveUp(subscription: string, delivery: Delivery): Promise<void>;
  now(): Date;
}
