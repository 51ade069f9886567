import * as z from "zod";
import {
  documentInput,
  priceDocument,
  pricingMore,
  pricingReads,
  refuseCurrency,
} from "../document/price.ts";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { Currency } from "../kernel/money.ts";
import { text } from "../kernel/text.ts";
import { OpportunityFields, opportunityInput } from "./fields.ts";
import { opportunity } from "./opportunity.ts";
import { changeTerms, type Opportunity, partyRefs } from "./terms.ts";

const Partial = OpportunityFields.partial();
const Note = z.strictObject({ note: text(1000).optional() });

export const changeOpportunity = opportunity.action("change", {
  summary:
    "Change fields of an opportunity; null removes one (estimatedRevenue: null has it calculated again)",
  roles: ["sales"],
  from: ["open", "on-hold"],
  via: "PATCH",
  input: patchOf(opportunityInput, ["topic", "currency"]),
  reads: partyRefs,
  decide: changeTerms,
});

/** Whether something is in the currency of the opportunity that its lines do not replace. */
function isHeld({ quotes, budget, revenue, exchangeRate }: Opportunity): boolean {
  return quotes.length > 0 || budget !== undefined || revenue === "given" || exchangeRate !== undefined;
}

export const setOpportunityLines = opportunity.action("set-lines", {
  summary: "Set the lines of the opportunity with its discount and charges: they replace the ones before",
  roles: ["sales"],
  from: ["open", "on-hold"],
  via: "PUT lines",
  input: z.strictObject({ ...documentInput, currency: Currency.optional() }),
  reads: pricingReads,
  more: ({ account, currency }, input, known) =>
    pricingMore({ account, currency: input.currency ?? currency }, input, known),
  decide(record, input, facts) {
    const { currency = record.currency } = input;
    if (currency !== record.currency && isHeld(record)) {
      return refuseCurrency("/currency", record.currency, currency);
    }
    const priced = priceDocument(input, { currency, account: record.account }, facts);
    if (!priced.ok) return priced;
    const { lines, discount = null, charges = null, totals } = priced;
    const estimatedRevenue = record.revenue === "given" ? record.estimatedRevenue : totals.net;
    const patch = { lines, discount, charges, totals, currency, estimatedRevenue };
    return acceptChange("opportunity.changed", Partial, record, patch);
  },
});

export const holdOpportunity = opportunity.action("hold", {
  summary: "Put the opportunity on hold",
  roles: ["sales"],
  from: ["open"],
  input: Note,
  decide: (_, { note }) => accept({ type: "opportunity.held", data: { note } }),
});

export const resumeOpportunity = opportunity.action("resume", {
  summary: "Take up an opportunity that was on hold",
  roles: ["sales"],
  from: ["on-hold"],
  input: Note,
  decide: (_, { note }) => accept({ type: "opportunity.resumed", data: { note } }),
});

export const reopenOpportunity = opportunity.action("reopen", {
  summary: "Open an opportunity again that was won or lost",
  roles: ["sales"],
  from: ["won", "lost"],
  input: Note,
  decide: (_, { note }) => accept({ type: "opportunity.reopened", data: { note } }),
});
