import { openAccount } from "../account/actions.ts";
import { carriedAttribution } from "../capture/origin.ts";
import { addContactOfLead } from "../contact/actions.ts";
import { when } from "../kernel/flow.ts";
import { LeadId } from "../kernel/id.ts";
import { lead } from "../lead/lead.ts";
import { openOpportunityOfLead } from "../opportunity/open.ts";

export const openAccountOfLead = when(
  "open-account",
  lead,
  {
    "lead.qualified"({ record, data: { account, create, lead: of } }) {
      if (account === undefined || of.company === undefined || !create.includes("account")) return [];
      const { company: name, email, phone, website, address } = of;
      return { id: account, input: { name, email, phone, website, address, lead: LeadId.parse(record) } };
    },
  },
  openAccount,
  { settled: ["active"] },
);

export const addContactOfQualifiedLead = when(
  "add-contact",
  lead,
  {
    "lead.qualified"({ record, data: { account, contact, create, lead: of } }) {
      if (contact === undefined || !create.includes("contact")) return [];
      const { firstName, lastName, jobTitle, email, phone, address } = of;
      const person = { firstName, lastName, jobTitle, email, phone, address };
      return { id: contact, input: { ...person, account, lead: LeadId.parse(record) } };
    },
  },
  addContactOfLead,
  { settled: ["active"] },
);

export const openOpportunityOfQualifiedLead = when(
  "open-opportunity",
  lead,
  {
    "lead.qualified"({ record, data: { account, contact, opportunity: id, create, lead: of } }) {
      if (id === undefined || !create.includes("opportunity")) return [];
      const { topic, campaign, need, budget, timeframe, purchaseProcess, decisionMaker } = of;
      const { process, owner, productFamily, source } = of;
      const from = { source, campaign, attribution: carriedAttribution(of.attribution) };
      const known = { topic, ...from, need, budget, timeframe, purchaseProcess, decisionMaker };
      const followed = { process, owner, productFamily };
      return { id, input: { ...known, ...followed, account, contact, lead: LeadId.parse(record) } };
    },
  },
  openOpportunityOfLead,
  { settled: ["open", "on-hold", "won", "lost"] },
);
