import * as z from "zod";
import { FormId, ImportId } from "../../../domain/kernel/id.ts";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { Source } from "../../../domain/submission/intake.ts";
import { submission } from "../../../domain/submission/submission.ts";
import type { RecordView } from "../view.ts";

/** Fields by which a list of submissions is filtered, by the query parameters of their names. */
const fields = ["source", "form", "import", "lead"] as const;

const verdicts = submission.statuses;
const oneOf = (what: string, values: readonly string[]) =>
  `is not ${what}: it is one of ${values.join(", ")}`;

const ofSubmissions = {
  /** The status of a submission is its verdict; received: there is none yet. */
  verdict: z.enum(verdicts, { error: oneOf("a verdict", verdicts) }).optional(),
  source: z.enum(Source.options, { error: oneOf("a source", Source.options) }).optional(),
  form: FormId.optional(),
  import: ImportId.optional(),
  lead: z.string().max(100).optional(),
};

/** Further query parameters of the list of a stage. */
export function filtersOf(home: AnyStage): Partial<typeof ofSubmissions> {
  return home.name === submission.name ? ofSubmissions : {};
}

const Verdict = z.object({ verdict: z.string().optional() });

/** The verdict that is asked for is the status; refused when another status is asked for as well. */
export function statusOf(query: {
  readonly status?: string | undefined;
}): { readonly ok: true; readonly status: string | undefined } | Refusal {
  const { status } = query;
  const { verdict = status } = Verdict.parse(query);
  if (status === undefined || status === verdict) return { ok: true, status: verdict };
  const message = `is the status of a submission: leave out verdict or status ${status}`;
  return refuse("invalid_input", message, { fields: [{ pointer: "/verdict", message }] });
}

const Into = z.object({ lead: z.string().optional(), into: z.object({ id: z.string() }).optional() });

function valueOf(view: RecordView, field: (typeof fields)[number]): unknown {
  if (field !== "lead") return view[field];
  const { lead, into } = Into.parse(view);
  return lead ?? into?.id;
}

/** Whether a record is what the filters ask for. */
export function passes(view: RecordView, query: object): boolean {
  const asked: Readonly<Record<string, unknown>> = { ...query };
  return fields.every((field) => asked[field] === undefined || asked[field] === valueOf(view, field));
}
