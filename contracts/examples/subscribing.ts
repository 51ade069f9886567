import type { Actor } from "../../domain/kernel/event.ts";
import { type Life, step } from "./life.ts";

const url = "https://books.example/hooks/salesline";
const owner = "ann";
const since = "2026-11-26T14:00:00.000Z";
const lastError = "answered 503";
const sender: Actor = { type: "reaction", id: "webhooks" };

/** Who gets which events. */
export const subscriptionLives: readonly Life[] = [
  {
    id: "whk_01KAQF1H3K5M7P9R1T3V5X7Z9B",
    steps: [
      step("subscription.created", {
        url,
        types: ["invoice.issued", "invoice.paid", "credit-note.*"],
        filter: { about: { amount: [{ numeric: [">=", 10_000] }], currency: ["EUR"] } },
        description: "Bookkeeping",
        ordered: true,
        format: "standard",
        inFlight: 5,
        contracts: "2026-11-26",
        owner,
      }),
      step("subscription.tested", { url }),
      step("subscription.updated", { before: { inFlight: 5 }, after: { inFlight: 2 } }),
      step("subscription.secret-rotated", {
        url,
        generation: 2,
        previousUntil: "2026-11-27T14:00:00.000Z",
      }),
      step("subscription.redelivery-asked", { from: "2026-11-26T09:00:00.000Z", to: since }),
      step("subscription.failing", { url, owner, since, reason: lastError }, sender),
      step("subscription.recovered", { url, since }, sender),
      step("subscription.paused", { url }),
      step("subscription.resumed", { url, was: "paused" }),
      step("subscription.failing", { url, owner, since, reason: lastError }, sender),
      step(
        "subscription.disabled",
        { url, owner, description: "Bookkeeping", reason: "failing", since, lastError },
        sender,
      ),
    ],
  },
];
