import type { Facts } from "../kernel/facts.ts";
import { pointerOf } from "../kernel/invalid.ts";
import type { ProcessStage } from "../kernel/process.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { missingSteps } from "./steps.ts";

/** Refuses the closing action of a stage while steps of it are missing, naming each by its label in the caller's language (Dynamics: required steps of a stage). */
export function gate(stage: ProcessStage, record: object, facts: Facts): Refusal | undefined {
  const missing = missingSteps(stage, record, facts.process, facts.language);
  if (missing.length === 0) return undefined;
  const labels = missing.map(({ label }) => label).join(", ");
  const message = `The stage "${stage}" is not complete: still to do ${missing.length}: ${labels}`;
  const fields = missing.flatMap(({ field, label }) =>
    field === undefined
      ? []
      : [{ pointer: pointerOf(field.split(".")), message: `"${label}" must be filled in first` }],
  );
  const steps = missing.map(({ id, label, field, check }) => ({
    step: id,
    label,
    ...(field !== undefined && { field }),
    ...(check && { check }),
  }));
  return refuse("rule_broken", message, {
    ...(fields.length > 0 && { fields }),
    details: { stage, missing: steps },
  });
}
