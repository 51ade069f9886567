import { dispatchFeed } from "../runtime/webhooks/handlers.ts";

export const handler = dispatchFeed();
