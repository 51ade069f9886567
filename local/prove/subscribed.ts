import * as z from "zod";
import type { Envelope } from "../../domain/kernel/event.ts";
import { subscription } from "../../domain/subscription/subscription.ts";
import type { FeedItems } from "./judge-feed.ts";
import { soundOf } from "./judge-records.ts";
import type { Ledger } from "./ledger.ts";

/** Lists of the values that a field may have, as deep as the event has it: all that filters of a proof say. */
type Filter = { readonly [name: string]: Filter | readonly unknown[] };
const Filter: z.ZodType<Filter> = z.record(
  z.string(),
  z.lazy(() => z.union([z.array(z.unknown()), Filter])),
);

const State = z.looseObject({
  status: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  filter: Filter.optional(),
  ordered: z.boolean(),
  format: z.string(),
});

/** A subscription, and from which place of the feed on all that it wants must come. */
export interface Subscribed extends z.output<typeof State> {
  readonly id: string;
  readonly from: number;
}

/** The subscriptions that were made. */
export function subscribedIn(ledger: Ledger, { places }: FeedItems): readonly Subscribed[] {
  const made = new Map(
    places
      .filter(({ type }) => type === "subscription.created")
      .map((place) => [place.record, place.position]),
  );
  return soundOf(ledger).flatMap(({ stage, stored }) => {
    const state = stage.name === subscription.name ? State.safeParse(stored.state).data : undefined;
    return state === undefined ? [] : [{ ...state, id: stored.id, from: made.get(stored.id) ?? 0 }];
  });
}

const Fields = z.record(z.string(), z.unknown());

const isList = (value: Filter | readonly unknown[]): value is readonly unknown[] => Array.isArray(value);

function passes(filter: Filter, value: unknown): boolean {
  const fields = Fields.safeParse(value).data ?? {};
  return Object.entries(filter).every(([name, wanted]) =>
    isList(wanted) ? wanted.includes(fields[name]) : passes(wanted, fields[name]),
  );
}

/** What is told to the subscription that it is about, or to nobody. */
const untold = new Set(["failing", "recovered", "redelivery-asked"].map((name) => `subscription.${name}`));

/** Whether a subscription wants an event: written anew here, since what decides it in the system is what is judged. */
export function isWantedBy({ id, types, filter = {} }: Subscribed, event: Envelope): boolean {
  const { type, stage, record } = event;
  if (type === "subscription.tested") return record === id;
  if (untold.has(type)) return false;
  const isOfType = types.some((each) => each === "*" || each === type || each === `${stage}.*`);
  return isOfType && passes(filter, event);
}
