import * as z from "zod";
import { personal } from "../kernel/personal.ts";
import { Day, text } from "../kernel/text.ts";

/** The fields of a subscription that need no more than themselves to be checked. */
export const plainFields = {
  description: text(500).optional(),
  /** Each deal's events one after the other. */
  ordered: z.boolean(),
  format: z.enum(["standard", "cloudevents"]),
  /** So many requests at the same time at most. */
  inFlight: z.int().min(1).max(20),
  /** The day whose versions of events it gets. */
  contracts: Day.optional(),
  /** Who is told when it was disabled. */
  owner: personal(text(200)),
};

/** What is stored of a subscription: addresses, names and filters that were right when they were given stay right. */
export const SubscriptionFields = z.object({
  url: z.string(),
  types: z.array(z.string()),
  filter: z.record(z.string(), z.unknown()).optional(),
  ...plainFields,
});
