import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { OpportunityId } from "../kernel/id.ts";
import { refuse, refuseField } from "../kernel/refusal.ts";
import { Day } from "../kernel/text.ts";
import { MAX_QUOTES } from "../opportunity/quote-note.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { lapsed } from "./lapsed.ts";
import { quote, QuoteTerms } from "./quote.ts";

export const draftQuote = quote.action("draft", {
  summary: "Draft a quote of an opportunity; its lines are copied",
  roles: ["sales"],
  from: ["none"],
  input: z.strictObject({ opportunity: OpportunityId, validUntil: Day.optional() }),
  reads: (input) => [{ stage: opportunity, id: input.opportunity }],
  decide(_, input, facts) {
    const found = facts.find(opportunity, input.opportunity);
    if (found === undefined)
      return refuseField("/opportunity", `There is no opportunity ${input.opportunity}`);
    if (found.status !== "open") {
      return refuse(
        "wrong_state",
        `The opportunity is ${found.status}: a quote can be drafted while it is open`,
        {
          details: { opportunity: found.id, status: found.status },
        },
      );
    }
    if (found.quotes.length >= MAX_QUOTES) {
      return refuse(
        "rule_broken",
        `The opportunity has ${MAX_QUOTES} quotes already: open another opportunity`,
      );
    }
    if (input.validUntil !== undefined && lapsed(input.validUntil, facts.today)) {
      return refuseField("/validUntil", `The quote would already have lapsed: it is ${facts.today}`);
    }
    const { account, contact, topic, currency, lines, totals, deal } = found;
    const terms = { account, contact, topic, currency, lines, totals, revision: 1 };
    return accept({ type: "quote.drafted", data: { ...input, ...terms } }, { deal });
  },
});

/** The next revision is a draft of its own with the terms of the one before. */
export const draftRevision = quote.action("draft-revision", {
  summary: "Draft the next revision of a quote",
  roles: [],
  from: ["none"],
  input: QuoteTerms,
  decide: (_, data) => accept({ type: "quote.drafted", data }),
});
