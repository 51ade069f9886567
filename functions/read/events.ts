import { readEvents } from "../runtime/feed/events.ts";

export const handler = readEvents();
