import { touchesWith } from "./touches.ts";
import * as z from "zod";
import { policyIn, policyRef } from "../capture/capture.ts";
import { sameJson } from "../kernel/equal.ts";
import { accept } from "../kernel/decision.ts";
import { SubmissionId } from "../kernel/id.ts";
import { withPhone } from "../kernel/phone.ts";
import { text } from "../kernel/text.ts";
import { Open } from "./events.ts";
import { captured, leadInput, links } from "./fields.ts";
import { joined } from "./join.ts";
import { lead } from "./lead.ts";
import { scoreOf } from "./routing.ts";

const { topic, ...person } = leadInput;
const { attribution, answers, consents, provenance, language, also, mergedLeads } = captured;

/** What a submission, or a lead that was merged, may add. */
export const Offered = z.strictObject({
  topic: topic.optional(),
  ...person,
  attribution,
  answers,
  consents,
  provenance,
  language,
  also,
  mergedLeads,
  ...links,
});

type Values = Readonly<Record<string, unknown>>;

/** These are kept side by side instead of one against the other. */
const together = new Set(["consents", "answers", "provenance", "also", "mergedLeads"]);

/** What is offered against what is there: the empty fields that it fills, and what differs. */
export function filling(now: Values, offered: Values) {
  const apart = Object.entries(offered).filter(
    ([field, value]) => value !== undefined && !together.has(field),
  );
  // The number in E.164 is that of the phone as it is written.
  const isEmpty = (field: string) => now[field === "phoneE164" ? "phone" : field] === undefined;
  const filled = Object.fromEntries(apart.filter(([field]) => isEmpty(field)));
  const differing = apart
    .filter(([field, value]) => !Object.hasOwn(filled, field) && !sameJson(now[field], value))
    .map(([field, value]) => [field, { kept: now[field], offered: value }]);
  return { filled, differing: Object.fromEntries(differing) };
}

/**
 * The same person wrote again: only empty fields are filled, all else stays and is logged beside what was offered. A
 * lead that is closed by now is not changed; what came in is told all the same.
 */
export const enrichLead = lead.action("enrich", {
  summary: "Add what the same person has sent again: empty fields are filled, what differs is logged",
  roles: [],
  from: ["new", "contacted", "qualified", "disqualified", "merged"],
  input: z.strictObject({
    submission: SubmissionId.optional(),
    source: text(40),
    fields: Offered,
    /** false: somebody else has written, so that nothing is filled. */
    fills: z.boolean().optional(),
  }),
  reads: () => [policyRef],
  decide(record, { submission, source, fields, fills = true }, facts) {
    if (record.status === "merged") {
      const data = { to: record.into, submission, source, fields, fills };
      return accept({ type: "lead.passed-on", data });
    }
    const now = Open.parse(record);
    const isOpen = record.status === "new" || record.status === "contacted";
    const { filled, differing } = filling({ ...now }, withPhone(fields, facts.settings.country));
    const takes = isOpen && fills;
    const left = Object.entries(filled).map(([field, offered]) => [field, { offered }]);
    const data = takes ? { ...filled, ...joined(now, fields, filled) } : {};
    const added = Open.partial().parse(data);
    const touched = { ...now, ...added, touches: touchesWith(now.touches, source) };
    const score = isOpen ? scoreOf(touched, policyIn(facts)) : undefined;
    return accept({
      type: "lead.enriched",
      data: {
        submission,
        source,
        filled: added,
        ...(score !== undefined && { score }),
        differing: takes ? differing : { ...differing, ...Object.fromEntries(left) },
      },
    });
  },
});
