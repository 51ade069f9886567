import * as z from "zod";
import type { Envelope } from "../../../domain/kernel/event.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import { readEvent } from "../items.ts";
import type { Journal } from "../journal.ts";
import { eventKey } from "../keys.ts";
import type { Condition } from "./condition.ts";
import { type Delivery, tryNow } from "./delivery.ts";
import type { Deliveries, DuePage } from "./deliveries.ts";
import { asOf } from "./health.ts";
import type { Subscriber } from "./subscriber.ts";

/** So many deliveries are set due together. */
const PAGE = 25;
const MAX_TRIES = 5;
/** Who has missed more changes than so looks at the latest of them. */
const MOST_EVENTS = 50;

const Renamed = z.object({ after: z.object({ url: z.string() }) });

/** Whether a subscription's receiver is tried anew from this event on: it is another one, or somebody says that it is well again. */
function isAnew({ type, data }: Envelope): boolean {
  if (type === "subscription.resumed") return true;
  return type === "subscription.updated" && Renamed.safeParse(data).success;
}

/** When that has last happened after one version of a subscription, up to another; undefined when it has not. */
async function anewSince(
  journal: Pick<Journal, "load">,
  id: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<string | undefined> {
  const from = Math.max(after + 1, upTo - MOST_EVENTS + 1);
  const seqs = Array.from({ length: Math.max(0, upTo - from + 1) }, (_, nth) => from + nth);
  const items = await journal.load(seqs.map((seq) => eventKey(subscription.name, id, seq)));
  const events = items.flatMap((item) => (item === undefined ? [] : [readEvent(item)]));
  return events.findLast(isAnew)?.at;
}

/** What is needed to have tried at once what waits. */
interface AnewParts {
  readonly journal: Pick<Journal, "load">;
  readonly deliveries: Pick<Deliveries, "load" | "move" | "later">;
  now(): Date;
  hasTime(): boolean;
}

/** A try that began so soon after the change may still have been one of before it. */
const LATE_MS = 1000;

/** Whether a delivery waits since before an instant: one that was tried since is not hurried again, however often this is asked. */
function waitsSince(delivery: Delivery | undefined, since: string, due: string): delivery is Delivery {
  if (delivery?.status !== "pending" || delivery.due !== due) return false;
  const last = delivery.attempts.at(-1);
  return last === undefined || Date.parse(last.at) < Date.parse(since) + LATE_MS;
}

async function hurryPage(
  id: string,
  { entries }: DuePage,
  { since, to }: { readonly since: string; readonly to: Date },
  parts: AnewParts,
): Promise<void> {
  const { deliveries } = parts;
  const positions = entries.map(({ position }) => position);
  for (let tries = 1; ; tries += 1) {
    const found = await deliveries.load(id, positions);
    const waiting = entries.flatMap(({ due }, nth) => {
      const delivery = found[nth];
      return waitsSince(delivery, since, due) ? [delivery] : [];
    });
    const moves = waiting.map((before) => ({ before, after: tryNow(before, to) }));
    if (moves.length === 0 || (await deliveries.move(id, moves))) return;
    if (tries === MAX_TRIES) throw new Error(`The deliveries of ${id} changed at every try to hurry them`);
  }
}

/** Sets due now, from their first try on, all deliveries that were last tried before an instant and wait for another try; false when the time is over before. Only by the owner of their lane. */
async function hurry(id: string, since: string, parts: AnewParts): Promise<boolean> {
  // Due at that instant and not later: else what was just set due would be found again, behind it.
  const to = parts.now();
  const from = to.toISOString();
  let after: DuePage["next"];
  do {
    const page = await parts.deliveries.later(id, from, PAGE, after);
    await hurryPage(id, page, { since, to }, parts);
    after = page.next;
    if (after !== undefined && !parts.hasTime()) return false;
  } while (after !== undefined);
  return true;
}

/** What is true of a receiver as its subscription is now; whoever was named or resumed is tried at once, and has asked nobody for time. Undefined when the time is over before: then nothing has changed yet. */
export async function conditionAs(
  condition: Condition,
  { id, version: upTo }: Subscriber,
  parts: AnewParts,
): Promise<Condition | undefined> {
  // Nothing is known of a lane whose first run was killed: then every change since the beginning counts.
  const { version: after = 1 } = condition;
  const now = asOf(condition, upTo);
  if (after >= upTo) return now;
  const since = await anewSince(parts.journal, id, { after, upTo });
  if (since === undefined) return now;
  return (await hurry(id, since, parts)) ? { ...now, heldUntil: undefined } : undefined;
}
