import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { cut, text } from "../kernel/text.ts";
import { subscription } from "./subscription.ts";

/** Whoever fails for so long is disabled. */
export const MOST_FAILING_DAYS = 5;

const MOST_WORDS = 500;
const Why = text(10_000).overwrite((why) => cut(why, MOST_WORDS));
const Instant = z.iso.datetime();
const all = ["active", "paused", "failing", "disabled"] as const;

/** Asked by whoever sends; it may come late, twice, or after a person was faster: then it changes nothing. */
export const noteFailing = subscription.action("note-failing", {
  summary: "Note that the receiver of a subscription fails",
  roles: [],
  from: all,
  input: z.strictObject({ since: Instant, reason: Why }),
  decide({ status, url, owner }, { since, reason }) {
    if (status !== "active") return accept([]);
    return accept({ type: "subscription.failing", data: { url, owner, since, reason } });
  },
});

export const noteRecovered = subscription.action("note-recovered", {
  summary: "Note that the receiver of a subscription is well again",
  roles: [],
  from: all,
  input: z.strictObject({}),
  decide(record) {
    if (record.status !== "failing") return accept([]);
    const { url, failingSince: since } = record;
    return accept({ type: "subscription.recovered", data: { url, since } });
  },
});

/** The address that was tried is named: a person may have set another one meanwhile, which nobody has tried yet. */
const GivenUp = z.discriminatedUnion("reason", [
  z.strictObject({ reason: z.literal("gone"), url: z.string(), lastError: Why }),
  z.strictObject({ reason: z.literal("failing"), url: z.string(), since: Instant, lastError: Why }),
]);

export const giveUpSubscription = subscription.action("give-up", {
  summary: "Disable a subscription whose receiver is gone, or has failed for too long",
  roles: [],
  from: all,
  input: GivenUp,
  decide(record, asked) {
    const { status, url, owner, description } = record;
    if (status === "disabled" || url !== asked.url) return accept([]);
    // Somebody resumed it, or it was well in between.
    if (asked.reason === "failing" && (status !== "failing" || record.failingSince !== asked.since))
      return accept([]);
    return accept({ type: "subscription.disabled", data: { ...asked, owner, description } });
  },
});
