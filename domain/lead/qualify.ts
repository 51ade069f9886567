import * as z from "zod";
import { account } from "../account/account.ts";
import { contact } from "../contact/contact.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts, Readable, Ref } from "../kernel/facts.ts";
import { AccountId, childId, ContactId, type Id, type IdPrefix, OpportunityId } from "../kernel/id.ts";
import { isNamed, ONE_NAME } from "../kernel/person.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import { lead, LeadFields } from "./lead.ts";

const choice = <S extends z.ZodType>(id: S) =>
  z
    .union([z.literal("create"), z.literal("none"), id], {
      error: 'must be "create", "none" or the id of an existing one',
    })
    .optional();

const stages = { account, contact, opportunity };

const QualifyInput = z.strictObject({
  account: choice(AccountId),
  contact: choice(ContactId),
  opportunity: choice(OpportunityId),
});

const kinds = ["account", "contact", "opportunity"] as const;
type Kind = (typeof kinds)[number];

/** What one of the three choices comes to: an id that exists, one to be made, or neither. */
interface Chosen<P extends IdPrefix> {
  readonly ok: true;
  readonly id?: Id<P>;
  readonly create: boolean;
}

/** `linked` is what an earlier qualification linked; `lacks` says why the lead has not enough to make one. */
function choose<P extends IdPrefix>(
  kind: Kind,
  prefix: P,
  choice: Id<P> | "create" | "none" | undefined,
  linked: Id<P> | undefined,
  lacks: string | undefined,
  leadId: string,
  facts: Facts,
): Chosen<P> | Refusal {
  const home: Readable<unknown> = stages[kind];
  if (choice !== undefined && choice !== "create" && choice !== "none") {
    if (facts.find(home, choice) === undefined)
      return refuseField(`/${kind}`, `There is no ${kind} ${choice}`);
    return { ok: true, id: choice, create: false };
  }
  if (choice === "none") return { ok: true, create: false };
  if (linked !== undefined) return { ok: true, id: linked, create: false };
  if (lacks === undefined) return { ok: true, id: childId(prefix, leadId), create: true };
  return choice === "create" ? refuseField(`/${kind}`, lacks) : { ok: true, create: false };
}

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
  const noCompany =
    fields.company === undefined ? "The lead has no company to name an account after" : undefined;
  const noPerson = isNamed(fields) ? undefined : `The lead has no person: a contact ${ONE_NAME}`;
  const account = choose("account", "acc", input.account, record.account, noCompany, record.id, facts);
  if (!account.ok) return account;
  const contact = choose("contact", "con", input.contact, record.contact, noPerson, record.id, facts);
  if (!contact.ok) return contact;
  const opportunity = choose(
    "opportunity",
    "opp",
    input.opportunity,
    record.opportunity,
    undefined,
    record.id,
    facts,
  );
  if (!opportunity.ok) return opportunity;
  const made = { account: account.create, contact: contact.create, opportunity: opportunity.create };
  return {
    ok: true as const,
    ids: { account: account.id, contact: contact.id, opportunity: opportunity.id },
    create: kinds.filter((kind) => made[kind]),
  };
}

function nextOf(ids: Record<Kind, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ids).flatMap(([kind, id]) => (id === undefined ? [] : [[kind, id]])),
  );
}
