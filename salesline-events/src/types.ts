import type { SalesEvents } from "../generated/events.ts";

/** The type of an event, such as "order.fulfilled". */
export type EventType = keyof SalesEvents;

/** Any event, told apart by `type`. */
export type SalesEvent = SalesEvents[EventType];

/** The event of this type: `EventOf<"order.fulfilled">`; of several types their union. */
export type EventOf<T extends EventType> = SalesEvents[T];
