import { addReceivedActivity } from "../activity/actions.ts";
import { when } from "../kernel/flow.ts";
import { childId, SubmissionId } from "../kernel/id.ts";
import { captureLeadOfSubmission } from "../lead/capture-of.ts";
import { cut } from "../kernel/text.ts";
import { enrichLead } from "../lead/enrich.ts";
import { decideSubmission } from "../submission/actions.ts";
import type { Reason } from "../submission/reason.ts";
import type { Intake } from "../submission/intake.ts";
import { submission } from "../submission/submission.ts";

const decided = ["held", "spam", "rejected", "accepted", "merged"];

/** What comes over a form is decided on as it is; what must be read first is decided on by its reader. */
export const decideReceivedSubmission = when(
  "decide-submission",
  submission,
  {
    "submission.received": ({ record, data: { source } }) =>
      source === "web" ? { id: record, input: {} } : [],
  },
  decideSubmission,
  { settled: decided },
);

/** The very same came twice: nothing more follows from it. */
const isRepeat = (reasons: readonly Reason[]) => reasons.some(({ code }) => code === "repeat");

const TOPIC = {
  web: "Enquiry by web form",
  email: "Enquiry by e-mail",
  card: "Business card",
  import: "Imported lead",
};
const NOTE = 4000;

function leadOf({
  fields = {},
  text,
  source,
  campaign,
  provenance,
  answers,
  language,
  attribution,
  consents,
  form,
  import: list,
}: Intake) {
  const { topic = TOPIC[source], ...person } = fields;
  const told = { ...person, topic, source, campaign, note: text && cut(text, NOTE) };
  return { ...told, form, import: list, provenance, answers, language, attribution, consents };
}

export const captureLeadOfAcceptedSubmission = when(
  "capture-lead",
  submission,
  {
    "submission.accepted"({ record, data: { lead, intake, alike, account, contact } }) {
      const { owner, process } = intake;
      const of = { submission: SubmissionId.parse(record), alike, account, contact, owner, process };
      return { id: lead, input: { ...leadOf(intake), ...of } };
    },
  },
  captureLeadOfSubmission,
  { settled: ["new", "contacted", "qualified", "disqualified", "merged"] },
);

export const enrichLeadOfMergedSubmission = when(
  "enrich-lead",
  submission,
  {
    "submission.merged"({ record, data: { into, intake, reasons, fills } }) {
      if (into.stage !== "lead" || isRepeat(reasons)) return [];
      const { source, fields, campaign, provenance, answers, language, attribution, consents } = intake;
      const offered = { ...fields, campaign, provenance, answers, language, attribution, consents };
      const input = { submission: SubmissionId.parse(record), source, fields: offered, fills };
      return { id: into.id, input };
    },
  },
  enrichLead,
  { settled: [] },
);

export const addActivityOfMergedSubmission = when(
  "add-activity",
  submission,
  {
    "submission.merged"({ record, data: { into, intake, reasons } }) {
      if (isRepeat(reasons)) return [];
      const { text, mail, fields, source } = intake;
      const subject = mail?.subject ?? fields?.topic;
      if (text === undefined && subject === undefined) return [];
      const kind = source === "email" ? ("email" as const) : ("note" as const);
      const said = (text && cut(text, NOTE)) ?? subject;
      const input = { regarding: into, kind, subject: subject && cut(subject, 300), text: said };
      return { id: childId("act", record), input: { ...input, submission: SubmissionId.parse(record) } };
    },
  },
  addReceivedActivity,
  { settled: ["open", "done", "deleted"] },
);
