import { addReceivedActivity } from "../activity/actions.ts";
import { when } from "../kernel/flow.ts";
import { childId, SubmissionId } from "../kernel/id.ts";
import { captureLeadOfSubmission } from "../lead/capture-of.ts";
import { enrichLead } from "../lead/enrich.ts";
import { decideSubmission } from "../submission/actions.ts";
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
}: Intake) {
  const { topic = TOPIC[source], ...person } = fields;
  const told = { ...person, topic, source, campaign, note: text?.slice(0, NOTE) };
  return { ...told, provenance, answers, language, attribution, consents };
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
  { settled: ["new", "contacted", "qualified", "disqualified"] },
);

export const enrichLeadOfMergedSubmission = when(
  "enrich-lead",
  submission,
  {
    "submission.merged"({ record, data: { into, intake } }) {
      if (into.stage !== "lead") return [];
      const { source, fields, campaign, provenance, answers, language, attribution, consents } = intake;
      const offered = { ...fields, campaign, provenance, answers, language, attribution, consents };
      return { id: into.id, input: { submission: SubmissionId.parse(record), source, fields: offered } };
    },
  },
  enrichLead,
  { settled: [] },
);

export const addActivityOfMergedSubmission = when(
  "add-activity",
  submission,
  {
    "submission.merged"({ record, data: { into, intake } }) {
      const { text, mail, fields, source } = intake;
      const subject = mail?.subject ?? fields?.topic;
      if (text === undefined && subject === undefined) return [];
      const kind = source === "email" ? ("email" as const) : ("note" as const);
      const said = text?.slice(0, NOTE) ?? subject;
      const input = { regarding: into, kind, subject: subject?.slice(0, 300), text: said };
      return { id: childId("act", record), input: { ...input, submission: SubmissionId.parse(record) } };
    },
  },
  addReceivedActivity,
  { settled: ["open", "done", "deleted"] },
);
