import type { Facts } from "../kernel/facts.ts";
import type { ReasonKind } from "../kernel/process.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { labelIn } from "./label.ts";

/** Why something was done, as the caller said. */
export interface Because {
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

function saidOf(kind: ReasonKind, reason: string | undefined, retired: boolean): string {
  if (reason === undefined) return `A reason is needed for ${kind}`;
  return retired
    ? `"${reason}" can no longer be chosen for ${kind}`
    : `"${reason}" is not a reason for ${kind}`;
}

/** Refuses a reason that the process does not have or has retired, and one without the note that it needs; a kind without reasons takes any, or none. */
export function badReason(
  kind: ReasonKind,
  { reason, note }: Because,
  { process, language }: Facts,
  pointer = "/reason",
): Refusal | undefined {
  const all = process.reasons[kind] ?? [];
  if (all.length === 0) return undefined;
  const found = all.find(({ code }) => code === reason);
  if (found === undefined || found.retired === true) {
    const open = all.filter(({ retired }) => retired !== true);
    const allowed = open.map(({ code }) => code);
    const message = `${saidOf(kind, reason, found !== undefined)}: choose ${allowed.join(", ")}`;
    const reasons = open.map(({ code, label }) => ({ code, label: labelIn(label, language, code) }));
    return refuse("rule_broken", message, {
      fields: [{ pointer, message }],
      allowed,
      details: { reasons },
    });
  }
  if (found.needsNote !== true || note !== undefined) return undefined;
  const message = `The reason "${found.code}" needs a note that says more`;
  return refuse("rule_broken", message, { fields: [{ pointer: "/note", message }] });
}
