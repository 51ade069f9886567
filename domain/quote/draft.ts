import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { OpportunityId } from "../kernel/id.ts";
import { refuse, refuseField } from "../kernel/refusal.ts";
import { MAX_QUOTES } from "../opportunity/quote-note.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { gate } from "../process/gate.ts";
import { lapsed } from "./lapsed.ts";
import { badTerms, usualTerms } from "./payment-terms.ts";
import { quote } from "./quote.ts";
import { QuoteTerms, termsInput } from "./terms.ts";

const { validUntil, paymentTerms, note } = termsInput;
const DraftInput = z.strictObject({ opportunity: OpportunityId, validUntil, paymentTerms, note });

/** The opportunity that may have one more quote. */
function quotable(id: string, facts: Facts) {
  const found = facts.find(opportunity, id);
  if (found === undefined) return refuseField("/opportunity", `There is no opportunity ${id}`);
  const { status } = found;
  if (status !== "open") {
    const message = `The opportunity is ${status}: a quote can be drafted while it is open`;
    return refuse("wrong_state", message, { details: { opportunity: id, status } });
  }
  if (found.quotes.length >= MAX_QUOTES) {
    const message = `The opportunity has ${MAX_QUOTES} quotes already: open another opportunity`;
    return refuse("rule_broken", message);
  }
  return gate("develop", found, facts) ?? { ok: true as const, ...found };
}

export const draftQuote = quote.action("draft", {
  summary: "Draft a quote of an opportunity; its lines, discount and charges are copied",
  roles: ["sales"],
  from: ["none"],
  input: DraftInput,
  reads: (input) => [{ stage: opportunity, id: input.opportunity }],
  decide(_, input, facts) {
    const found = quotable(input.opportunity, facts);
    if (!found.ok) return found;
    if (input.validUntil !== undefined && lapsed(input.validUntil, facts.today)) {
      return refuseField("/validUntil", `The quote would already have lapsed: it is ${facts.today}`);
    }
    const refusal = badTerms(input.paymentTerms);
    if (refusal !== undefined) return refusal;
    const { account, contact, topic, currency, exchangeRate, process, owner } = found;
    const { lines, discount, charges, totals, deal, source, campaign, attribution } = found;
    const from = { source, campaign, attribution };
    const customer = { account, contact, topic, currency, exchangeRate, ...from, process, owner };
    const sold = { lines, discount, charges, totals };
    const terms = { paymentTerms: usualTerms(facts), ...input, revision: 1 };
    return accept({ type: "quote.drafted", data: { ...customer, ...sold, ...terms } }, { deal });
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
