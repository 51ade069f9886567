import type { CapturePolicy } from "../capture/policy.ts";
import type { Facts } from "../kernel/facts.ts";
import { cut } from "../kernel/text.ts";
import type { Hint, Intake } from "./intake.ts";
import type { Reason } from "./reason.ts";
import { senderKeys, submission } from "./submission.ts";
import { held, verdict, type Verdict } from "./verdict.ts";

/** What speaks against taking a submission as an enquiry. */
export interface Suspicion {
  readonly verdict: Hint["verdict"];
  readonly reasons: readonly Reason[];
  readonly score: number;
}

const MS_PER_MINUTE = 60_000;

function mailsBefore({ mail }: Intake, minutes: number, facts: Facts): number {
  if (mail === undefined) return 0;
  const since = Date.parse(facts.now) - minutes * MS_PER_MINUTE;
  return senderKeys(mail)
    .flatMap((key) => facts.list(submission, key))
    .filter(({ createdAt }) => Date.parse(createdAt) > since).length;
}

function scored({ signals = [] }: Intake, { spam }: CapturePolicy): Suspicion | undefined {
  const score = signals.reduce((sum, { points }) => sum + points, 0);
  if (score < spam.holdAt) return undefined;
  const told = signals.map(
    ({ code, points, detail }) => `${code} ${points}${detail === undefined ? "" : ` (${detail})`}`,
  );
  const detail = cut(told.join(", "), 500);
  if (score < spam.spamAt) return { verdict: "held", reasons: [{ code: "maybe-spam", detail }], score };
  return { verdict: "spam", reasons: [{ code: "spam-score", detail }], score };
}

/** Why a submission is not taken as it is: what its source says, a mail that nobody vouches for, its spam score, too many mails of one sender, a reading that is unsure, an address that nobody has confirmed. */
function suspicionOf(
  intake: Intake,
  hint: Hint | undefined,
  policy: CapturePolicy,
  facts: Facts,
): Suspicion | undefined {
  const score = (intake.signals ?? []).reduce((sum, { points }) => sum + points, 0);
  const waits = (...reasons: readonly Reason[]): Suspicion => ({ verdict: "held", reasons, score });
  if (hint !== undefined) return { ...hint, score };
  if (intake.mail?.authentic === false) return waits({ code: "authentication-failed" });
  const spam = scored(intake, policy);
  if (spam !== undefined) return spam;
  const { most, minutes } = policy.mailsOfSender;
  if (mailsBefore(intake, minutes, facts) >= most) {
    return waits({ code: "too-many-from-sender", detail: `more than ${most} mails in ${minutes} minutes` });
  }
  if (intake.confidence !== undefined && intake.confidence < policy.cards.holdBelow) {
    return waits({ code: "low-confidence", detail: `${intake.confidence} %` });
  }
  return intake.confirm === true ? waits({ code: "awaiting-confirmation" }) : undefined;
}

/** The verdict on what is not taken as it is. */
export function suspected(
  intake: Intake,
  hint: Hint | undefined,
  policy: CapturePolicy,
  facts: Facts,
): Verdict | undefined {
  const suspicion = suspicionOf(intake, hint, policy, facts);
  if (suspicion === undefined) return undefined;
  const { score } = suspicion;
  const reasons = [...suspicion.reasons];
  if (suspicion.verdict === "held") return held(reasons);
  return suspicion.verdict === "spam"
    ? verdict({ type: "submission.marked-spam", data: { reasons, score } })
    : verdict({ type: "submission.rejected", data: { reasons } });
}
