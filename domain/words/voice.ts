import type { Process, ReasonKind } from "../kernel/process.ts";
import { labelIn } from "../process/label.ts";
import { type Labels, labelOf, labelsIn, shippedLanguages } from "./labels.ts";

/** The words of one language, as an organisation has set them. */
export interface Voice {
  /** "en" or "vi". */
  readonly language: string;
  readonly labels: Labels;
  /** "partly-fulfilled" of "order" in words. */
  status(stage: string, status: string): string;
  /** A reason in words; a text that is no code of the process stays as it is. */
  reason(kind: ReasonKind, code: string): string;
  /** A check of the process by its label; the id of one that there is no more. */
  check(id: string): string;
}

/** The words of a language; a language that does not ship is told in English. */
export function voiceOf(language: string, process: Pick<Process, "labels" | "reasons" | "steps">): Voice {
  const spoken = shippedLanguages.includes(language) ? language : "en";
  const labels = labelsIn(spoken, process.labels);
  const steps = Object.values(process.steps).flat();
  return {
    language: spoken,
    labels,
    status: (stage, status) => labelOf(labels, `status.${stage}.${status}`),
    reason(kind, code) {
      const known = process.reasons[kind]?.find((reason) => reason.code === code);
      return known === undefined ? code : labelIn(known.label, spoken, code);
    },
    check(id) {
      const step = steps.find((each) => each.id === id);
      return step === undefined ? id : labelIn(step.label, spoken, id);
    },
  };
}
