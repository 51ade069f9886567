import type { Regarding } from "../activity/regarding.ts";
import type { Accepted } from "../kernel/decision.ts";
import type { Emitted } from "../kernel/event.ts";
import type { Intake } from "./intake.ts";
import type { Reason } from "./reason.ts";
import type { submission } from "./submission.ts";

type Happens = Emitted<typeof submission.events>;

/** What happens to a submission. */
export type Verdict = Accepted<Happens>;

/** A verdict of one event. */
export function verdict(event: Happens, more: Pick<Verdict, "next" | "claims" | "deal"> = {}): Verdict {
  return { ok: true, events: [event], ...more };
}

/** What of an intake goes on: what was sent stays with the submission. */
export function carried(whole: Intake): Intake {
  const { sent: _, raw: __, signals: ___, ...intake } = whole;
  return intake;
}

/** It waits for a person. */
export function held(reasons: readonly Reason[]): Verdict {
  return verdict({ type: "submission.held", data: { reasons: [...reasons] } });
}

/** It is added to a record that is there, and belongs to its deal from now on. */
export function merged(
  intake: Intake,
  into: Regarding & { readonly deal: string },
  isReply: boolean,
  reasons: readonly Reason[],
  more: { readonly fills?: boolean } = {},
): Verdict {
  const { deal, ...record } = into;
  const data = { into: record, isReply, reasons: [...reasons], intake: carried(intake), ...more };
  return verdict({ type: "submission.merged", data }, { deal });
}
