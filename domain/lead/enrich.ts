import * as z from "zod";
import { sameJson } from "../kernel/equal.ts";
import { accept } from "../kernel/decision.ts";
import { SubmissionId } from "../kernel/id.ts";
import { withPhone } from "../kernel/phone.ts";
import { text } from "../kernel/text.ts";
import { isOpen } from "./alike.ts";
import { captured, LeadFields, leadInput } from "./fields.ts";
import { lead } from "./lead.ts";

const { topic, ...person } = leadInput;
const { attribution, answers, consents, provenance, language } = captured;

const Offered = z.strictObject({
  topic: topic.optional(),
  ...person,
  attribution,
  answers,
  consents,
  provenance,
  language,
});

type Fields = Readonly<Record<string, unknown>>;

/** These are kept side by side instead of one against the other. */
const together = ["consents", "answers", "provenance"] as const;

function joined(
  record: z.output<typeof LeadFields>,
  offered: z.output<typeof Offered>,
  filled: Fields,
): Fields {
  const consents = [...(record.consents ?? []), ...(offered.consents ?? [])].slice(-50);
  const answers = { ...offered.answers, ...record.answers };
  const from = Object.entries(offered.provenance ?? {}).filter(([field]) => field in filled);
  return {
    ...(offered.consents !== undefined && { consents }),
    ...(offered.answers !== undefined && !sameJson(answers, record.answers ?? {}) && { answers }),
    ...(from.length > 0 && { provenance: { ...record.provenance, ...Object.fromEntries(from) } }),
  };
}

/**
 * The same person wrote again: only empty fields are filled, all else stays and is logged beside what was offered. A
 * lead that is closed by now is not changed; what came in is told all the same.
 */
export const enrichLead = lead.action("enrich", {
  summary: "Add what the same person has sent again: empty fields are filled, what differs is logged",
  roles: [],
  from: ["new", "contacted", "qualified", "disqualified"],
  input: z.strictObject({ submission: SubmissionId.optional(), source: text(40), fields: Offered }),
  decide(record, { submission, source, fields }, { settings }) {
    const now: Fields = { ...LeadFields.parse(record) };
    const offered: Fields = withPhone(fields, settings.country);
    const apart = Object.entries(offered).filter(
      ([field, value]) => value !== undefined && !together.some((name) => name === field),
    );
    const empty = isOpen(record) ? apart.filter(([field]) => now[field] === undefined) : [];
    const filled = Object.fromEntries(empty);
    const differing = apart
      .filter(([field, value]) => !(field in filled) && !sameJson(now[field], value))
      .map(([field, value]) => [field, { kept: now[field], offered: value }]);
    const more = isOpen(record) ? joined(LeadFields.parse(record), fields, filled) : {};
    return accept({
      type: "lead.enriched",
      data: {
        submission,
        source,
        filled: LeadFields.partial().parse({ ...filled, ...more }),
        differing: Object.fromEntries(differing),
      },
    });
  },
});
