import { dealEvents } from "../runtime/feed/deal-events.ts";

export const handler = dealEvents();
