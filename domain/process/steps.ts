import * as z from "zod";
import { handling } from "../kernel/handling.ts";
import type { Process, ProcessStage, Step } from "../kernel/process.ts";
import { fieldOf, holds, isFilled } from "./field.ts";
import { labelIn } from "./label.ts";

const stagesByRecord: Readonly<Record<string, readonly ProcessStage[]>> = {
  lead: ["qualify"],
  opportunity: ["develop", "close"],
  quote: ["propose"],
  order: ["fulfil"],
};

/** The stages of a sales process whose steps are filled in on a record of this kind: an opportunity's are develop and close. */
export function processStagesOf(stage: string): readonly ProcessStage[] {
  return Object.hasOwn(stagesByRecord, stage) ? (stagesByRecord[stage] ?? []) : [];
}

/** A step as a page shows it: what it is called, whether it is done, and what to fill in or to tick. */
export interface StepState {
  readonly stage: ProcessStage;
  readonly id: string;
  readonly label: string;
  /** The field of the record to fill in. */
  readonly field?: string;
  /** The check to tick. */
  readonly check?: true;
  readonly done: boolean;
  readonly optional: boolean;
}

const Ticked = z.object({ checks: handling.checks });

function isDone(step: Step, record: object): boolean {
  if (step.field !== undefined) return isFilled(fieldOf(record, step.field));
  const ticked = Ticked.safeParse(record);
  return ticked.success && Object.hasOwn(ticked.data.checks ?? {}, step.id);
}

/** The steps of one stage that are asked for of this record, in their order, done or to do. */
export function stepsOf(
  stage: ProcessStage,
  record: object,
  process: Process,
  language: string,
): StepState[] {
  const asked = (process.steps[stage] ?? []).filter(({ when }) => holds(when, record));
  return asked.map((step) => ({
    stage,
    id: step.id,
    label: labelIn(step.label, language, step.id),
    ...(step.field !== undefined && { field: step.field }),
    ...(step.check && { check: step.check }),
    done: isDone(step, record),
    optional: step.optional === true,
  }));
}

/** The steps that a stage still waits for: neither done nor optional. */
export function missingSteps(
  stage: ProcessStage,
  record: object,
  process: Process,
  language: string,
): StepState[] {
  return stepsOf(stage, record, process, language).filter(({ done, optional }) => !done && !optional);
}
