import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { contractsOn } from "../kernel/contracts.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { superseded } from "../superseded.ts";
import { SubscriptionFields } from "./fields.ts";
import { subscriptionInput } from "./input.ts";
import { LIVE } from "./keys.ts";
import { subscription } from "./subscription.ts";

/** So many subscriptions there can be that are not disabled; two that are made in the same moment may make it one more. */
export const MOST_LIVE = 200;

const liveOnes = () => ({ lookups: [{ stage: subscription, key: LIVE, newest: MOST_LIVE }] });

function tooMany(facts: Facts): Refusal | undefined {
  if (facts.list(subscription, LIVE).length < MOST_LIVE) return undefined;
  return refuse("rule_broken", `There are ${MOST_LIVE} subscriptions already: disable one first`);
}

const { url, types, description, filter, ordered, format, inFlight, contracts, owner } = subscriptionInput;

export const createSubscription = subscription.action("create", {
  summary: "Subscribe to events: they are sent to the address, signed; the answer shows the secret, once",
  roles: ["admin"],
  from: ["none"],
  input: z.strictObject({
    url,
    types,
    description,
    filter,
    ordered: ordered.optional(),
    format: format.optional(),
    inFlight: inFlight.optional(),
    contracts,
    owner: owner.optional(),
  }),
  more: liveOnes,
  decide(_, input, facts) {
    const { ordered = false, format = "standard", inFlight = 5, owner = facts.actor.id, ...asked } = input;
    const { contracts = contractsOn(facts.now.slice(0, 10), superseded) } = asked;
    const data = { ...asked, ordered, format, inFlight, contracts, owner };
    return tooMany(facts) ?? accept({ type: "subscription.created", data });
  },
});

export const updateSubscription = subscription.action("update", {
  summary: "Change fields of a subscription; null removes one, lists and the filter are replaced whole",
  roles: ["admin"],
  from: ["active", "paused", "failing", "disabled"],
  via: "PATCH",
  input: patchOf(subscriptionInput, ["url", "types", "ordered", "format", "inFlight", "contracts", "owner"]),
  decide: (record, patch) =>
    acceptChange("subscription.updated", SubscriptionFields.partial(), record, patch),
});

const MOST_OVERLAP_HOURS = 168;
const USUAL_OVERLAP_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

export const rotateSecret = subscription.action("rotate-secret", {
  summary: "Begin a new secret, shown once in the answer; the one before is used beside it for some hours",
  roles: ["admin"],
  from: ["active", "paused", "failing", "disabled"],
  input: z.strictObject({ overlapHours: z.int().min(0).max(MOST_OVERLAP_HOURS).optional() }),
  decide({ url, generation }, { overlapHours = USUAL_OVERLAP_HOURS }, { now }) {
    const until = new Date(Date.parse(now) + overlapHours * MS_PER_HOUR).toISOString();
    const previousUntil = overlapHours === 0 ? undefined : until;
    const data = { url, generation: generation + 1, previousUntil };
    return accept({ type: "subscription.secret-rotated", data });
  },
});

export const pauseSubscription = subscription.action("pause", {
  summary: "Pause a subscription: what happens meanwhile is sent when it is resumed",
  roles: ["admin"],
  from: ["active", "failing"],
  input: z.strictObject({}),
  decide: ({ url }) => accept({ type: "subscription.paused", data: { url } }),
});

export const resumeSubscription = subscription.action("resume", {
  summary: "Resume a subscription that is paused or disabled; since when it failed is forgotten",
  roles: ["admin"],
  from: ["paused", "failing", "disabled"],
  input: z.strictObject({}),
  more: liveOnes,
  decide({ status, url }, _, facts) {
    const refusal = status === "disabled" ? tooMany(facts) : undefined;
    return refusal ?? accept({ type: "subscription.resumed", data: { url, was: status } });
  },
});

export const testSubscription = subscription.action("test", {
  summary: "Send an event subscription.tested to the address, whatever the subscription is for",
  roles: ["admin"],
  from: ["active", "failing"],
  input: z.strictObject({}),
  decide: ({ url }) => accept({ type: "subscription.tested", data: { url } }),
});

/** However it is written, it is kept in one way: what is kept so can be compared as it stands. */
const error = "must be an instant such as 2026-11-23T09:00:00.000Z";
const Instant = z.iso
  .datetime({ offset: true, error })
  .transform((instant) => new Date(instant).toISOString())
  .pipe(z.iso.datetime({ error }));

const Redelivery = z
  .strictObject({
    from: Instant.optional(),
    to: Instant.optional(),
    delivery: z
      .string()
      .regex(/^dlv_[1-9][0-9]{0,9}$/, { error: "must be the id of a delivery, such as dlv_117" })
      .optional(),
  })
  .superRefine(({ from, to, delivery }, ctx) => {
    const issue = (path: string[], message: string) => ctx.addIssue({ code: "custom", path, message });
    if (delivery !== undefined) {
      if (from !== undefined || to !== undefined)
        issue(["delivery"], "cannot be named beside a range of time");
    } else if (from === undefined) issue(["from"], "is needed: a range from and to, or one delivery");
    else if (to === undefined) issue(["to"], "is needed beside from");
    else if (from >= to) issue(["to"], "must be after from");
  });

export const redeliverSubscription = subscription.action("redeliver", {
  summary: "Send one delivery again, or all events of a range of time",
  roles: ["admin"],
  from: ["active", "paused", "failing"],
  input: Redelivery,
  decide: (_, data) => accept({ type: "subscription.redelivery-asked", data }),
});

export const disableSubscription = subscription.action("disable", {
  summary: "End a subscription: nothing is sent any more; what was on its way goes on if it is resumed",
  roles: ["admin"],
  from: ["active", "paused", "failing"],
  input: z.strictObject({}),
  decide: ({ url, owner, description }) =>
    accept({ type: "subscription.disabled", data: { url, owner, description, reason: "asked" } }),
});
