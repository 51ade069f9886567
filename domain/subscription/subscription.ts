import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { stage } from "../kernel/stage.ts";
import { personal } from "../kernel/personal.ts";
import { text } from "../kernel/text.ts";
import { event } from "../kernel/event.ts";
import { SubscriptionFields } from "./fields.ts";
import { keysOf } from "./keys.ts";

const Instant = z.iso.datetime();
const Why = text(500);

const Base = SubscriptionFields.extend({
  /** Which secret requests are signed with: each rotation begins the next. */
  generation: z.int().min(1),
  /** Until when the secret before is used as well. */
  previousUntil: Instant.optional(),
});

const Subscription = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("active") }),
  Base.extend({ status: z.literal("paused"), pausedAt: Instant }),
  Base.extend({ status: z.literal("failing"), failingSince: Instant, lastError: Why }),
  Base.extend({
    status: z.literal("disabled"),
    disabledAt: Instant,
    reason: z.enum(["gone", "failing", "asked"]),
    failingSince: Instant.optional(),
    lastError: Why.optional(),
  }),
]);

/** A subscription as it is stored. */
export type Subscription = z.output<typeof Subscription>;

const Partial = SubscriptionFields.partial();
const url = z.string();
const owner = personal(text(200));
const live = ["active", "paused", "failing"] as const;
const all = [...live, "disabled"] as const;

const Disabled = z.object({
  url,
  owner,
  description: text(500).optional(),
  reason: z.enum(["gone", "failing", "asked"]),
  since: Instant.optional(),
  lastError: Why.optional(),
});

const Redelivery = z.object({
  from: Instant.optional(),
  to: Instant.optional(),
  delivery: z.string().optional(),
});

function whyDisabled({ reason, since, lastError = "" }: z.output<typeof Disabled>): string {
  if (reason === "asked") return "";
  return reason === "gone"
    ? `: the receiver says that it is gone (${lastError})`
    : `: failing since ${since} (${lastError})`;
}

/** Where which events are sent, and how it stands with it. */
export const subscription = stage(
  "subscription",
  Subscription,
  {
    "subscription.created": event(["none"], SubscriptionFields, ({ url }) => `Subscription created: ${url}`),
    "subscription.updated": event(
      all,
      z.object({ before: Partial, after: Partial }),
      (data) => `Subscription changed: ${changedNames(data)}`,
    ),
    "subscription.secret-rotated": event(
      all,
      z.object({ url, generation: z.int(), previousUntil: Instant.optional() }),
      ({ generation, previousUntil }) =>
        `Secret ${generation} made${previousUntil === undefined ? "" : `; the one before is good until ${previousUntil}`}`,
    ),
    "subscription.paused": event(["active", "failing"], z.object({ url }), ({ url }) => `Paused: ${url}`),
    "subscription.resumed": event(
      ["paused", "failing", "disabled"],
      z.object({ url, was: z.enum(["paused", "failing", "disabled"]) }),
      ({ url }) => `Resumed: ${url}`,
    ),
    "subscription.tested": event(
      ["active", "failing"],
      z.object({ url }),
      ({ url }) => `Test sent to ${url}`,
    ),
    "subscription.redelivery-asked": event(live, Redelivery, ({ from, to, delivery }) =>
      delivery === undefined ? `Sent again from ${from} to ${to}` : `Delivery ${delivery} sent again`,
    ),
    "subscription.failing": event(
      ["active"],
      z.object({ url, owner, since: Instant, reason: Why }),
      ({ url, reason }) => `${url} fails: ${reason}`,
    ),
    "subscription.recovered": event(
      ["failing"],
      z.object({ url, since: Instant }),
      ({ url, since }) => `${url} is well again; it failed since ${since}`,
    ),
    "subscription.disabled": event(live, Disabled, (data) => `Disabled: ${data.url}${whyDisabled(data)}`),
  },
  // Whoever sends an event finds who wants it without looking at all of them.
  { lookups: (record) => (record.status === "disabled" ? [] : keysOf(record)), glimpse: (record) => record },
).evolve({
  "subscription.created": (_, { data }) => ({ status: "active", ...data, generation: 1 }),
  "subscription.updated"(record, { data }) {
    const after = Subscription.parse(changed(record, data));
    // Another receiver has not failed yet.
    return after.status === "failing" && after.url !== record.url
      ? { ...Base.parse(after), status: "active" }
      : after;
  },
  "subscription.secret-rotated": (record, { data: { generation, previousUntil } }) => ({
    ...record,
    generation,
    previousUntil,
  }),
  "subscription.paused": (record, { at }) => ({ ...Base.parse(record), status: "paused", pausedAt: at }),
  "subscription.resumed": (record) => ({ ...Base.parse(record), status: "active" }),
  "subscription.tested": (record) => record,
  "subscription.redelivery-asked": (record) => record,
  "subscription.failing": (record, { data: { since, reason } }) => ({
    ...record,
    status: "failing",
    failingSince: since,
    lastError: reason,
  }),
  "subscription.recovered": (record) => ({ ...Base.parse(record), status: "active" }),
  "subscription.disabled": (record, { data: { reason, since, lastError }, at }) => ({
    ...Base.parse(record),
    status: "disabled",
    disabledAt: at,
    reason,
    failingSince: since,
    lastError,
  }),
});
