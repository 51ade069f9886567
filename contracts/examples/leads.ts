import { address, company, ids, origin, person } from "./deal.ts";
import { type Life, type Step, step } from "./life.ts";

const source = { type: "source", id: `form:${ids.form}` } as const;

const consent = {
  id: "newsletter",
  version: "2026-11",
  text: "Tell me about new teas by mail.",
  given: true,
  at: "2026-11-26T08:59:40.000Z",
  page: "https://www.teahouse.example/winter",
};

const intake = {
  source: "web",
  form: ids.form,
  fields: { ...person, company: company.name, topic: "Tea for the office" },
  text: "Please send us an offer for tea for 40 people.",
  language: "en",
  campaign: origin.campaign,
  attribution: origin.attribution,
  consents: [consent],
} as const;

const received = step(
  "submission.received",
  { ...intake, sent: { name: "Maria Anders", email: person.email, message: intake.text } },
  source,
);

const submission = (...steps: readonly Step[]): Life => ({
  id: ids.submission,
  steps: [received, ...steps],
});

/** What comes in. */
export const submissionLives: readonly Life[] = [
  submission(step("submission.accepted", { lead: ids.lead, reasons: [{ code: "new" }], intake })),
  submission(
    step("submission.held", { reasons: [{ code: "awaiting-confirmation" }] }),
    step("submission.confirmed", {}, source),
    step("submission.merged", {
      into: { stage: "lead", id: ids.lead },
      reasons: [{ code: "same-email" }],
      intake,
      isReply: false,
    }),
    step("submission.repeated", {}, source),
  ),
  submission(
    step("submission.read", {
      fields: { ...person, company: company.name },
      provenance: { lastName: { from: "ocr", confidence: 91 }, email: { from: "ocr", confidence: 97 } },
      text: "Maria Anders\nOffice manager\nAlfreds Futterkiste",
      confidence: 94,
    }),
    step("submission.marked-spam", {
      reasons: [{ code: "spam-score", detail: "links: 120" }],
      score: 120,
    }),
  ),
  submission(
    step("submission.rejected", {
      reasons: [{ code: "discarded", detail: "ann" }],
      note: "Asks for a job, not for tea",
    }),
  ),
];

const fields = {
  topic: "Tea for the office",
  ...person,
  phoneE164: "+4930901820",
  company: company.name,
  website: company.website,
  address,
  source: "web",
  campaign: origin.campaign,
  attribution: origin.attribution,
  note: intake.text,
  submission: ids.submission,
  form: ids.form,
  language: "en",
  consents: [consent],
  score: {
    points: 65,
    reasons: [
      { rule: "company", points: 15 },
      { rule: "phone", points: 10 },
    ],
  },
  team: ids.team,
  assignedBy: "all",
  respondBy: "2026-11-26T13:00:00.000Z",
  process: { name: "default", version: 1 },
} as const;

const captured = step("lead.captured", fields);
const given = step("lead.assigned", { after: "ann", givenBy: ids.team });
const lead = (...steps: readonly Step[]): Life => ({ id: ids.lead, steps: [captured, ...steps] });

/** Leads, and what becomes of them. */
export const leadLives: readonly Life[] = [
  lead(
    given,
    step("lead.contacted", { note: "Called back", response: { minutes: 34, inTime: true } }),
    step("lead.changed", {
      before: { timeframe: "unknown" },
      after: { budget: { minor: 50_000, currency: "EUR" }, timeframe: "this-quarter" },
      score: {
        points: 80,
        reasons: [
          { rule: "budget", points: 40 },
          { rule: "timeframe", points: 40 },
        ],
      },
    }),
    step("lead.enriched", {
      submission: "sub_01KAQB5Q7S9V1X3Z5B7D9F1H3K",
      source: "email",
      filled: { decisionMaker: true },
      differing: { phone: { kept: person.phone, offered: "030 901821" } },
    }),
    step("lead.ticked", { check: "credit", done: true, by: "ann" }),
    step("lead.migrated", {
      before: { name: "default", version: 1 },
      after: { name: "default", version: 2 },
    }),
    step("lead.qualified", {
      account: ids.account,
      contact: ids.contact,
      opportunity: ids.opportunity,
      create: ["account", "contact", "opportunity"],
      lead: { ...fields, owner: "ann" },
    }),
    step("lead.reopened", { note: "They need more time" }),
  ),
  lead(
    step("lead.response-missed", { respondBy: fields.respondBy, owner: "ann", team: ids.team }),
    step("lead.told-apart", { lead: ids.otherLead, echo: false }),
    step("lead.absorbed", {
      lead: ids.otherLead,
      version: 2,
      filled: { jobTitle: person.jobTitle },
      differing: { email: { kept: person.email, offered: "m.anders@mail.example" } },
    }),
    step("lead.disqualified", { reason: "lost", note: "Bought elsewhere", team: ids.team }),
    step("lead.merged", {
      into: ids.otherLead,
      intoDeal: "dea_01KAQ7B1N3Q5S7V9X1Z3B5D7F9",
      lead: fields,
      late: false,
    }),
    step("lead.passed-on", {
      to: ids.otherLead,
      submission: "sub_01KAQB5Q7S9V1X3Z5B7D9F1H3K",
      source: "email",
      fields: { phone: "030 901821" },
    }),
  ),
];
