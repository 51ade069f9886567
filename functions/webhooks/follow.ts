import { followSubscriptions } from "../runtime/webhooks/handlers.ts";

export const handler = followSubscriptions();
