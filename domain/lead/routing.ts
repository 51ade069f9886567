import type { CapturePolicy } from "../capture/policy.ts";
import { policyIn } from "../capture/capture.ts";
import type { Score } from "../capture/score.ts";
import { shippedScore } from "../capture/shipped-score.ts";
import type { Facts } from "../kernel/facts.ts";
import { afterWork } from "../kernel/working-hours.ts";
import { holds, type Known } from "./holds.ts";

/** How promising a lead is by what is known of it now, and why; undefined without rules. */
export function scoreOf(lead: Known, { score: rules = shippedScore }: CapturePolicy): Score | undefined {
  if (rules.length === 0) return undefined;
  const held = rules.filter(({ when }) => holds(when, lead));
  const sum = held.reduce((points, rule) => points + rule.points, 0);
  return {
    points: Math.min(100, Math.max(0, sum)),
    reasons: held.map(({ id, points }) => ({ rule: id, points })),
  };
}

interface Rule {
  readonly when: NonNullable<CapturePolicy["assign"]>[number]["when"];
}

function first<R extends Rule>(rules: readonly R[] | undefined, lead: Known): R | undefined {
  return rules?.find(({ when: { scoreAtLeast = 0, ...when } }) => {
    return (lead.score?.points ?? 0) >= scoreAtLeast && holds(when, lead);
  });
}

const MS_PER_MINUTE = 60_000;

/** By when somebody must have been in touch; undefined without a rule that holds. */
function respondBy(lead: Known, { firstResponse, workingHours }: CapturePolicy, now: string) {
  const rule = first(firstResponse, lead);
  if (rule === undefined) return undefined;
  if (rule.workingHours === true && workingHours !== undefined) {
    return afterWork(now, rule.minutes, workingHours);
  }
  return new Date(Date.parse(now) + rule.minutes * MS_PER_MINUTE).toISOString();
}

/** Who gets a lead: whom somebody named, else whom the first rule that holds names, else who wrote it down. */
function taker(lead: Known, { assign }: CapturePolicy, byHand: string | undefined) {
  if (lead.owner !== undefined) return { owner: lead.owner };
  const rule = first(assign, lead);
  return rule === undefined ? { owner: byHand } : { ...rule.to, assignedBy: rule.id };
}

/** What the rules make of a new lead: its score, who gets it, and by when somebody must have been in touch. */
export function routed(lead: Known, facts: Facts, byHand?: string) {
  const policy = policyIn(facts);
  const score = scoreOf(lead, policy);
  const scored = score === undefined ? lead : { ...lead, score };
  const due = respondBy(scored, policy, facts.now);
  return {
    ...(score !== undefined && { score }),
    ...(due !== undefined && { respondBy: due }),
    ...taker(scored, policy, byHand),
  };
}
