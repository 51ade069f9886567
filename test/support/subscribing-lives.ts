import type { Past } from "./lives.ts";

const url = "https://books.example/hook";
const owner = "ann";
const since = "2026-11-20T09:00:00.000Z";

/** A subscription, as a test tells it. */
export const subscriptionFields = {
  url,
  types: ["invoice.issued", "quote.*"],
  ordered: false,
  format: "standard",
  inFlight: 5,
  owner,
} as const;

const created: Past = { type: "subscription.created", data: subscriptionFields };
const failing: Past = {
  type: "subscription.failing",
  data: { url, owner, since, reason: "answered 500" },
};

/** How a subscription comes to each of its statuses. */
export const subscribingLives: Readonly<Record<string, Readonly<Record<string, readonly Past[]>>>> = {
  subscription: {
    none: [],
    active: [
      created,
      { type: "subscription.updated", data: { before: { inFlight: 5 }, after: { inFlight: 2 } } },
      { type: "subscription.tested", data: { url } },
      {
        type: "subscription.secret-rotated",
        data: { url, generation: 2, previousUntil: "2026-11-24T09:00:00.000Z" },
      },
      { type: "subscription.redelivery-asked", data: { delivery: "17" } },
    ],
    paused: [created, { type: "subscription.paused", data: { url } }],
    failing: [created, failing],
    disabled: [
      created,
      failing,
      {
        type: "subscription.disabled",
        data: { url, owner, reason: "failing", since, lastError: "answered 500" },
      },
    ],
  },
};
