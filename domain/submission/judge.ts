import { policyIn } from "../capture/capture.ts";
import type { CapturePolicy } from "../capture/policy.ts";
import type { Facts } from "../kernel/facts.ts";
import { childId } from "../kernel/id.ts";
import { isNamed } from "../kernel/person.ts";
import { lead } from "../lead/lead.ts";
import type { Person } from "../person/keys.ts";
import { SAME } from "../person/match.ts";
import { alikeOf, isOpen, type Match, matchesOf, noteOf } from "../lead/alike.ts";
import { knownAs } from "../lead/known-as.ts";
import { beforeOf, heldByNew } from "./again.ts";
import type { Hint, Intake } from "./intake.ts";
import { heldBy, personOf } from "./known.ts";
import type { Reason } from "./reason.ts";
import { threadOf } from "./reply.ts";
import { suspected } from "./suspicion.ts";
import { carried, held, merged, verdict, type Verdict } from "./verdict.ts";

/** How a submission is judged. */
export interface Manner {
  readonly hint?: Hint | undefined;
  /** A person let it through, or its sender confirmed it: what was suspected is not asked again. */
  readonly cleared?: Reason;
  /** A person let it through: it is not held for looking like somebody either. */
  readonly released?: boolean;
  /** A person said that it is somebody new. */
  readonly asNew?: boolean;
}

function reasonsOf({ lead: of, reasons }: Match, { mail }: Pick<Intake, "mail">): Reason[] {
  return [
    ...reasons.map((code): Reason => ({ code, detail: of.id })),
    ...(mail === undefined ? [] : [{ code: "reply-known-sender" as const }]),
  ];
}

/** What is judged: a submission, and who it is of. */
interface Case {
  readonly id: string;
  readonly intake: Intake;
  readonly person: Person;
  readonly matches: readonly Match[];
  readonly why: readonly Reason[];
  /** Why another lead is named that is not added to. */
  readonly beside?: Reason;
}

function accepted({ id, intake, person, matches, why, beside }: Case, facts: Facts): Verdict {
  const leadId = childId("lea", id);
  const known = knownAs(person, facts);
  const closed = matches.filter(
    (match) => !isOpen(match.lead) && match.score >= SAME && match.lead.id !== beside?.detail,
  );
  const open = matches.filter((match) => isOpen(match.lead)).slice(0, 5);
  const reasons: Reason[] = [
    ...why,
    ...(beside === undefined ? [] : [beside]),
    ...(matches.length === 0 && beside === undefined ? [{ code: "new" as const }] : []),
    ...closed.slice(0, 3).map((match) => ({ code: "earlier-lead-closed" as const, detail: match.lead.id })),
    ...(known.contact === undefined ? [] : [{ code: "known-contact" as const, detail: known.contact }]),
    ...(known.account === undefined ? [] : [{ code: "known-account" as const, detail: known.account }]),
    ...open.flatMap((match) => reasonsOf(match, {})),
  ];
  const data = {
    lead: leadId,
    reasons: reasons.length === 0 ? [{ code: "new" as const }] : reasons,
    intake: carried(intake),
    alike: alikeOf(leadId, matches),
    ...known,
  };
  const claims = {
    stage: lead.name,
    holder: leadId,
    keys: heldByNew(intake, person, facts),
    note: noteOf(person),
  };
  return verdict({ type: "submission.accepted", data }, { next: { lead: leadId }, claims });
}

/** It is one who is known. */
function known(same: Match, { intake, person, why }: Case, facts: Facts): Verdict {
  const { id, deal } = same.lead;
  const decision = merged(intake, { stage: "lead", id, deal }, intake.mail !== undefined, [
    ...why,
    ...reasonsOf(same, intake),
  ]);
  return { ...decision, claims: heldBy(id, person, intake, facts) };
}

function decideAlike(of: Case, manner: Manner, policy: CapturePolicy, facts: Facts): Verdict {
  const { intake, person, why } = of;
  if (manner.asNew === true) return accepted(of, facts);
  const before = beforeOf(intake, person, facts);
  if (before === undefined) return decideKnown(of, manner, policy, facts);
  const { into, isClosed } = before;
  const rule = intake.source === "import" ? policy.duplicates.import : "merge";
  if (rule === "merge" && !isClosed) return merged(intake, into, false, [...why, { code: "repeat" }]);
  const beside: Reason = { code: isClosed ? "earlier-lead-closed" : "maybe-same", detail: into.id };
  if (rule === "hold" && !isClosed && manner.released !== true) return held([beside]);
  return decideKnown({ ...of, beside }, manner, policy, facts);
}

function decideKnown(of: Case, manner: Manner, policy: CapturePolicy, facts: Facts): Verdict {
  const { intake, matches } = of;
  const rule = policy.duplicates[intake.source];
  const [best] = matches;
  if (best === undefined || best.score < SAME || !isOpen(best.lead)) return accepted(of, facts);
  // Anybody can be named as whom a mail is relayed for: a person says whether they sent it.
  const isUnsure = intake.mail?.relayed === true && manner.released !== true;
  const merges = rule === "merge" || intake.mail?.isReply === true;
  if (merges && !isUnsure) return known(best, of, facts);
  if (isUnsure || (rule === "hold" && manner.released !== true)) {
    return held([{ code: "maybe-same", detail: best.lead.id }, ...reasonsOf(best, {})]);
  }
  return accepted(of, facts);
}

/** The lead that a list says a row is of. */
function namedBy({ known: id }: Intake, facts: Facts) {
  const of = id === undefined ? undefined : facts.find(lead, id);
  return of === undefined || id === undefined ? undefined : { stage: "lead" as const, id, deal: of.deal };
}

/** The verdict on a submission: suspicion first, then what it answers, then who it is, then a lead of its own. */
export function judge(id: string, intake: Intake, manner: Manner, facts: Facts): Verdict {
  const policy = policyIn(facts);
  const suspicion = manner.cleared === undefined ? suspected(intake, manner.hint, policy, facts) : undefined;
  if (suspicion !== undefined) return suspicion;
  const why = manner.cleared === undefined ? [] : [manner.cleared];
  const { fields = {} } = intake;
  const isSomebody = isNamed(fields) || fields.company !== undefined;
  const thread = manner.asNew === true ? undefined : threadOf(intake, facts);
  // A colleague of ours who writes is nobody to make a lead of.
  const isOver = thread?.isGivenUp === true && isSomebody;
  if (thread !== undefined && !isOver) {
    return merged(intake, thread.into, true, [...why, thread.reason], { fills: thread.isSender });
  }
  const person = personOf(intake, facts.settings.country);
  const named = manner.asNew === true ? undefined : namedBy(intake, facts);
  if (named !== undefined) {
    const decision = merged(intake, named, false, [...why, { code: "named-lead", detail: named.id }]);
    return { ...decision, claims: heldBy(named.id, person, intake, facts) };
  }
  if (!isSomebody) return held([{ code: "no-person" }]);
  const of = { id, intake, person, matches: matchesOf(person, facts), why };
  const beside = thread && { code: "earlier-lead-closed" as const, detail: thread.into.id };
  return decideAlike({ ...of, ...(beside && { beside }) }, manner, policy, facts);
}
