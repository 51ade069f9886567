import * as z from "zod";
import { type Line, LinesInput } from "../document/line.ts";
import { priceLines, productRefs, refuseCurrency } from "../document/price.ts";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { LeadId } from "../kernel/id.ts";
import { Currency, type Money } from "../kernel/money.ts";
import { text } from "../kernel/text.ts";
import { opportunity, OpportunityFields, opportunityInput } from "./opportunity.ts";
import { changeTerms, missingParty, mixed, ONE_CUSTOMER, partyRefs } from "./terms.ts";

const Partial = OpportunityFields.partial();
const Note = z.strictObject({ note: text(1000).optional() });
const OpenInput = z
  .strictObject(opportunityInput)
  .refine((input) => (input.account ?? input.contact) !== undefined, {
    error: ONE_CUSTOMER,
    path: ["account"],
  });

type OpenFields = z.output<typeof OpenInput> & { lead?: z.output<typeof LeadId> };

function open(input: OpenFields, { settings }: Facts) {
  const currency =
    input.currency ?? input.estimatedRevenue?.currency ?? input.budget?.currency ?? settings.currency;
  const refusal = mixed(currency, { estimatedRevenue: input.estimatedRevenue, budget: input.budget });
  if (refusal !== undefined) return refusal;
  const zero: Money = { minor: 0, currency };
  const revenue = input.estimatedRevenue === undefined ? "calculated" : "given";
  const totals = { net: zero, tax: zero, total: zero };
  const lines: Line[] = [];
  return accept({
    type: "opportunity.opened",
    data: { ...input, currency, estimatedRevenue: input.estimatedRevenue ?? zero, revenue, lines, totals },
  });
}

export const openOpportunity = opportunity.action("open", {
  summary: "Open an opportunity for an account or a contact",
  roles: ["sales"],
  from: ["none"],
  input: OpenInput,
  reads: partyRefs,
  decide: (_, input, facts) => missingParty(input, facts) ?? open(input, facts),
});

/** The opportunity that a qualified lead asks for: its account and contact may not be there yet, so they are not looked up. */
export const openOpportunityOfLead = opportunity.action("open-of-lead", {
  summary: "Open the opportunity of a qualified lead",
  roles: [],
  from: ["none"],
  input: z.strictObject({ ...opportunityInput, lead: LeadId }),
  decide: (_, input, facts) => open(input, facts),
});

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

export const setOpportunityLines = opportunity.action("set-lines", {
  summary: "Set the lines of the opportunity: they replace the ones before",
  roles: ["sales"],
  from: ["open", "on-hold"],
  via: "PUT lines",
  input: z.strictObject({ lines: LinesInput, currency: Currency.optional() }),
  reads: ({ lines }) => productRefs(lines),
  decide(record, { lines, currency = record.currency }, facts) {
    const bound = record.quotes.length > 0 || record.budget !== undefined || record.revenue === "given";
    if (bound && currency !== record.currency) return refuseCurrency("/currency", record.currency, currency);
    const priced = priceLines(lines, currency, facts);
    if (!priced.ok) return priced;
    const estimatedRevenue = record.revenue === "given" ? record.estimatedRevenue : priced.totals.net;
    const patch = { lines: priced.lines, totals: priced.totals, currency, estimatedRevenue };
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
