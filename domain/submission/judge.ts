import { policyIn } from "../capture/capture.ts";
import type { CapturePolicy } from "../capture/policy.ts";
import type { Facts } from "../kernel/facts.ts";
import { childId } from "../kernel/id.ts";
import { isNamed } from "../kernel/person.ts";
import { lead } from "../lead/lead.ts";
import { ownKeys, type Person } from "../person/keys.ts";
import { SAME } from "../person/match.ts";
import { alikeOf, isOpen, knownAs, type Match, matchesOf } from "../lead/alike.ts";
import type { Hint, Intake } from "./intake.ts";
import { claimsOf, personOf } from "./known.ts";
import type { Reason } from "./reason.ts";
import { threadOf } from "./reply.ts";
import { suspicionOf } from "./suspicion.ts";
import { carried, held, merged, verdict, type Verdict } from "./verdict.ts";

/** How a submission is judged. */
export interface Manner {
  readonly hint?: Hint | undefined;
  /** A person let it through, or its sender confirmed it: it is not held again. */
  readonly cleared?: Reason;
  /** A person said that it is somebody new. */
  readonly asNew?: boolean;
}

const REPEAT_MS = 10 * 60_000;

/** A lead that was decided on a moment ago and is still on its way, or that sent the very same within minutes. */
function ahead(person: Person, intake: Intake, facts: Facts): { lead: string; reason: Reason } | undefined {
  const { source, contentHash } = intake;
  const same =
    contentHash === undefined ? undefined : facts.claimed(lead, `content:${source}:${contentHash}`);
  if (same !== undefined && Date.parse(facts.now) - Date.parse(same.at) < REPEAT_MS) {
    return { lead: same.holder, reason: { code: "repeat" } };
  }
  for (const key of ownKeys(person)) {
    const holder = facts.claimed(lead, key)?.holder;
    const pending = holder !== undefined && facts.find(lead, holder) === undefined;
    // A phone number alone may be a switchboard: with an address of its own it is somebody else.
    if (pending && (key.startsWith("email:") || person.email === undefined)) {
      return { lead: holder, reason: { code: key.startsWith("email:") ? "same-email" : "same-phone" } };
    }
  }
  return undefined;
}

function reasonsOf({ lead: of, reasons }: Match, { mail }: Intake): Reason[] {
  return [
    ...reasons.map((code): Reason => ({ code, detail: of.id })),
    ...(mail === undefined ? [] : [{ code: "reply-known-sender" as const }]),
  ];
}

function accepted(
  id: string,
  intake: Intake,
  person: Person,
  matches: readonly Match[],
  facts: Facts,
  why: readonly Reason[],
): Verdict {
  const leadId = childId("lea", id);
  const known = knownAs(person, facts);
  const closed = matches.filter((match) => !isOpen(match.lead));
  const reasons: Reason[] = [
    ...why,
    ...(matches.length === 0 ? [{ code: "new" as const }] : []),
    ...closed.slice(0, 3).map((match) => ({ code: "earlier-lead-closed" as const, detail: match.lead.id })),
    ...(known.contact === undefined ? [] : [{ code: "known-contact" as const, detail: known.contact }]),
    ...(known.account === undefined ? [] : [{ code: "known-account" as const, detail: known.account }]),
    ...matches
      .filter((match) => isOpen(match.lead))
      .slice(0, 5)
      .flatMap((match) => reasonsOf(match, { source: intake.source })),
  ];
  const alike = alikeOf(leadId, matches);
  const data = { lead: leadId, reasons, intake: carried(intake), alike, ...known };
  const claims = { stage: lead.name, holder: leadId, keys: claimsOf(person, intake) };
  return verdict({ type: "submission.accepted", data }, { next: { lead: leadId }, claims });
}

function decideAlike(
  id: string,
  intake: Intake,
  manner: Manner,
  policy: CapturePolicy,
  facts: Facts,
): Verdict {
  const why = manner.cleared === undefined ? [] : [manner.cleared];
  const person = personOf(intake, facts.settings.country);
  const matches = matchesOf(person, facts);
  if (manner.asNew === true) return accepted(id, intake, person, matches, facts, why);
  const before = ahead(person, intake, facts);
  const rule = policy.duplicates[intake.source];
  if (before !== undefined && (rule === "merge" || before.reason.code === "repeat")) {
    return merged(intake, { stage: "lead", id: before.lead }, false, [...why, before.reason]);
  }
  const [best] = matches;
  if (best === undefined || best.score < SAME || !isOpen(best.lead)) {
    return accepted(id, intake, person, matches, facts, why);
  }
  const reasons = reasonsOf(best, intake);
  const answers = intake.mail?.isReply === true;
  if (rule === "merge" || answers) {
    return merged(intake, { stage: "lead", id: best.lead.id }, intake.mail !== undefined, [
      ...why,
      ...reasons,
    ]);
  }
  if (rule === "hold" && manner.cleared === undefined)
    return held([{ code: "maybe-same", detail: best.lead.id }, ...reasons]);
  return accepted(id, intake, person, matches, facts, why);
}

/** The verdict on a submission: suspicion first, then what it answers, then who it is, then a lead of its own. */
export function judge(id: string, intake: Intake, manner: Manner, facts: Facts): Verdict {
  const policy = policyIn(facts);
  const suspicion =
    manner.cleared === undefined ? suspicionOf(intake, manner.hint, policy, facts) : undefined;
  if (suspicion !== undefined) {
    const { score } = suspicion;
    const reasons = [...suspicion.reasons];
    if (suspicion.verdict === "held") return held(reasons);
    return suspicion.verdict === "spam"
      ? verdict({ type: "submission.marked-spam", data: { reasons, score } })
      : verdict({ type: "submission.rejected", data: { reasons } });
  }
  const thread = manner.asNew === true ? undefined : threadOf(intake, facts);
  if (thread !== undefined) return merged(intake, thread.into, true, [thread.reason]);
  const { fields = {} } = intake;
  if (!isNamed(fields) && fields.company === undefined) return held([{ code: "no-person" }]);
  return decideAlike(id, intake, manner, policy, facts);
}
