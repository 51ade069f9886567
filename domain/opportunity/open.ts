import * as z from "zod";
import { origin } from "../capture/origin.ts";
import type { Line } from "../document/line.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { handling } from "../kernel/handling.ts";
import { LeadId } from "../kernel/id.ts";
import { ProcessName } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { chooseProcess } from "../process/choose.ts";
import { badRate } from "./exchange-rate.ts";
import { opportunityInput } from "./fields.ts";
import { opportunity } from "./opportunity.ts";
import { missingParty, mixed, noTotals, ONE_CUSTOMER, partyRefs } from "./terms.ts";

const productFamily = text(80).optional();

const OpenInput = z
  .strictObject({
    ...opportunityInput,
    ...origin,
    productFamily,
    owner: handling.owner,
    process: ProcessName.optional(),
  })
  .refine((input) => (input.account ?? input.contact) !== undefined, {
    error: ONE_CUSTOMER,
    path: ["account"],
  });

const OfLead = z.strictObject({
  ...opportunityInput,
  ...origin,
  productFamily,
  owner: handling.owner,
  process: handling.process,
  lead: LeadId,
});

type Opened = Omit<z.output<typeof OfLead>, "lead"> & Partial<Pick<z.output<typeof OfLead>, "lead">>;

function open(input: Opened, { settings, today }: Facts) {
  const { estimatedRevenue: given, budget, exchangeRate } = input;
  const currency = input.currency ?? given?.currency ?? budget?.currency ?? settings.currency;
  const refusal =
    mixed(currency, { estimatedRevenue: given, budget }) ?? badRate(exchangeRate, currency, today);
  if (refusal !== undefined) return refusal;
  const totals = noTotals(currency);
  const revenue = given === undefined ? "calculated" : "given";
  const estimatedRevenue = given ?? totals.net;
  const lines: Line[] = [];
  return accept({
    type: "opportunity.opened",
    data: { ...input, currency, estimatedRevenue, revenue, lines, totals },
  });
}

export const openOpportunity = opportunity.action("open", {
  summary: "Open an opportunity for an account or a contact",
  roles: ["sales"],
  from: ["none"],
  starts: true,
  input: OpenInput,
  reads: partyRefs,
  decide(_, { process: asked, ...input }, facts) {
    const missing = missingParty(input, facts);
    if (missing !== undefined) return missing;
    const chosen = chooseProcess(facts, { asked, productFamily: input.productFamily });
    if (!chosen.ok) return chosen;
    // Who opens an opportunity owns it, unless somebody is named.
    const { owner = facts.actor.id } = input;
    return open({ ...input, process: chosen.process, owner }, facts);
  },
});

/** The opportunity that a qualified lead asks for: its account and contact may not be there yet, so they are not looked up. */
export const openOpportunityOfLead = opportunity.action("open-of-lead", {
  summary: "Open the opportunity of a qualified lead",
  roles: [],
  from: ["none"],
  input: OfLead,
  decide: (_, input, facts) => open(input, facts),
});
