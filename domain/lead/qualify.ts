import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { AccountId, ContactId, type Id, OpportunityId } from "../kernel/id.ts";
import { isNamed, ONE_NAME } from "../kernel/person.ts";
import { refuse } from "../kernel/refusal.ts";
import { gate } from "../process/gate.ts";
import { chooser, type Kind, kinds, stages } from "./choice.ts";
import { LeadFields } from "./fields.ts";
import { lead } from "./lead.ts";

const choice = <S extends z.ZodType>(id: S) =>
  z
    .union([z.literal("create"), z.literal("none"), id], {
      error: 'must be "create", "none" or the id of an existing one',
    })
    .optional();

const NO_COMPANY = "The lead has no company to name an account after";
const NO_PERSON = `The lead has no person: a contact ${ONE_NAME}`;

const QualifyInput = z.strictObject({
  account: choice(AccountId),
  contact: choice(ContactId),
  opportunity: choice(OpportunityId),
});

export const qualifyLead = lead.action("qualify", {
  summary:
    "Qualify the lead: it becomes an account, a contact and an opportunity, each created, linked or none",
  roles: ["sales"],
  from: ["new", "contacted"],
  input: QualifyInput,
  reads: (input) =>
    kinds.flatMap((kind): Ref[] => {
      const id = input[kind];
      return id === undefined || id === "create" || id === "none" ? [] : [{ stage: stages[kind], id }];
    }),
  more: (record) => ({
    refs: kinds.flatMap((kind): Ref[] => {
      const id = record[kind];
      return id === undefined ? [] : [{ stage: stages[kind], id, unchecked: true }];
    }),
  }),
  guard: (record, facts) => gate("qualify", record, facts),
  decide(record, input, facts) {
    const fields = LeadFields.parse(record);
    const chosen = chooseAll(record, input, fields, facts);
    if (!chosen.ok) return chosen;
    const { ids, create } = chosen;
    if (create.includes("opportunity") && ids.account === undefined && ids.contact === undefined) {
      return refuse(
        "rule_broken",
        "An opportunity needs an account or a contact: create or link one of them",
      );
    }
    return accept({ type: "lead.qualified", data: { ...ids, create, lead: fields } }, { next: nextOf(ids) });
  },
});

interface Links {
  readonly account?: Id<"acc"> | undefined;
  readonly contact?: Id<"con"> | undefined;
  readonly opportunity?: Id<"opp"> | undefined;
}

function chooseAll(
  record: Links & { readonly id: string },
  input: z.output<typeof QualifyInput>,
  fields: z.output<typeof LeadFields>,
  facts: Facts,
) {
  const choose = chooser(record.id, facts);
  const noCompany = fields.company === undefined ? NO_COMPANY : undefined;
  const noPerson = isNamed(fields) ? undefined : NO_PERSON;
  const company = { asked: input.account, linked: record.account, lacks: noCompany };
  const account = choose("account", "acc", company);
  if (!account.ok) return account;
  const person = { asked: input.contact, linked: record.contact, lacks: noPerson };
  const contact = choose("contact", "con", person);
  if (!contact.ok) return contact;
  const deal = { asked: input.opportunity, linked: record.opportunity };
  const opportunity = choose("opportunity", "opp", deal);
  if (!opportunity.ok) return opportunity;
  const made = { account: account.create, contact: contact.create, opportunity: opportunity.create };
  const ids = { account: account.id, contact: contact.id, opportunity: opportunity.id };
  return { ok: true as const, ids, create: kinds.filter((kind) => made[kind]) };
}

function nextOf(ids: Record<Kind, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ids).flatMap(([kind, id]) => (id === undefined ? [] : [[kind, id]])),
  );
}
