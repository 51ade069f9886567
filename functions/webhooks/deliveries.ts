import { subscriptionDeliveries } from "../runtime/webhooks/log.ts";

export const handler = subscriptionDeliveries();
