/** The routes of webhooks that ask no action of a subscription. */
export const webhookRoutes = [
  { method: "GET", path: "/subscriptions/{id}/deliveries", entry: "webhooks-deliveries" },
] as const;
