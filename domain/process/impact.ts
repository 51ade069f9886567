import type { Process, ProcessBook, ProcessStage, ReasonKind } from "../kernel/process.ts";
import { reasonKinds } from "../kernel/process.ts";
import { quote } from "../quote/quote.ts";
import { aboveLimits } from "../quote/limits.ts";
import { processIn } from "./choose.ts";
import { missingSteps, processStagesOf, type StepState, stepsOf } from "./steps.ts";

/** The statuses in which a record is still worked on: what a change of the process can touch, in the order of a deal. */
export const openStatuses: Readonly<Record<string, readonly string[]>> = {
  lead: ["new", "contacted"],
  opportunity: ["open", "on-hold"],
  quote: ["draft", "in-approval", "sent"],
  order: ["placed", "on-hold", "partly-fulfilled"],
  invoice: ["issued", "partly-paid", "overdue"],
};

/** A step as far as it differs. */
export interface StepChange {
  readonly stage: ProcessStage;
  readonly step: string;
  readonly label: string;
}

/** What following another process would mean for one record. */
export interface Impact {
  /** Steps that it would have to do and has not to do now. */
  readonly missing: readonly StepChange[];
  /** Steps that would no longer be asked for. */
  readonly dropped: readonly StepChange[];
  /** It could be sent now, and would first have to be approved. */
  readonly approval: boolean;
}

/** What changes for a stage name and a record, when it goes from one process to another; undefined when nothing does. */
export function impactOf(
  stage: string,
  record: { readonly status: string },
  {
    before,
    after,
    language,
  }: { readonly before: Process; readonly after: Process; readonly language: string },
): Impact | undefined {
  const stages = processStagesOf(stage);
  const ids = (steps: readonly StepState[]) => new Set(steps.map(({ id }) => id));
  const changes = (steps: readonly StepState[], known: ReadonlySet<string>) =>
    steps
      .filter(({ id }) => !known.has(id))
      .map(({ stage: of, id, label }): StepChange => ({ stage: of, step: id, label }));
  const missing = stages.flatMap((of) =>
    changes(missingSteps(of, record, after, language), ids(missingSteps(of, record, before, language))),
  );
  const dropped = stages.flatMap((of) =>
    changes(stepsOf(of, record, before, language), ids(stepsOf(of, record, after, language))),
  );
  const approval = needsApproval(stage, record, after) && !needsApproval(stage, record, before);
  return missing.length + dropped.length > 0 || approval ? { missing, dropped, approval } : undefined;
}

function needsApproval(stage: string, record: { readonly status: string }, process: Process): boolean {
  if (stage !== quote.name || record.status === "sent") return false;
  const found = quote.record.safeParse(record);
  return found.success && aboveLimits(found.data, process).length > 0;
}

/** A reason of a process that could be chosen and no longer can. */
export interface RetiredReason {
  readonly process: string;
  readonly kind: ReasonKind;
  readonly reason: string;
}

/** What a new book takes away from one before: whole processes, and reasons that are retired. */
export function takenAway(before: ProcessBook, after: ProcessBook) {
  const gone = Object.keys(before.processes).filter((name) => processIn(after, name) === undefined);
  const retired = Object.entries(before.processes).flatMap(([name, { reasons }]) =>
    reasonKinds.flatMap((kind) =>
      (reasons[kind] ?? []).flatMap(({ code, retired: already }): RetiredReason[] => {
        const now = processIn(after, name)?.reasons[kind]?.find((other) => other.code === code);
        const ends = already !== true && now?.retired === true;
        return ends ? [{ process: name, kind, reason: code }] : [];
      }),
    ),
  );
  return { gone, retired };
}
