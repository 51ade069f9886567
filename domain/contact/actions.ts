import * as z from "zod";
import { account } from "../account/account.ts";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { LeadId } from "../kernel/id.ts";
import { isNamed, ONE_NAME } from "../kernel/person.ts";
import { withPhone, withPhonePatch } from "../kernel/phone.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { contact, ContactFields, contactInput } from "./contact.ts";

const Partial = ContactFields.partial();

const AddInput = z
  .strictObject({ ...contactInput, lead: LeadId.optional() })
  .refine(isNamed, { error: ONE_NAME, path: ["lastName"] });

function accountMissing(id: string | undefined, facts: Facts): Refusal | undefined {
  if (id === undefined || facts.find(account, id) !== undefined) return undefined;
  return refuseField("/account", `There is no account ${id}`);
}

export const addContact = contact.action("add", {
  summary: "Add a contact, to an account or on its own",
  roles: ["sales"],
  from: ["none"],
  input: AddInput,
  reads: (input) => (input.account === undefined ? [] : [{ stage: account, id: input.account }]),
  decide: (_, input, facts) =>
    accountMissing(input.account, facts) ??
    accept({ type: "contact.added", data: withPhone(input, facts.settings.country) }),
});

/** The contact that a qualified lead asks for: its account may not be open yet, so it is not looked up. */
export const addContactOfLead = contact.action("add-of-lead", {
  summary: "Add the contact of a qualified lead",
  roles: [],
  from: ["none"],
  input: AddInput,
  decide: (_, input, { settings }) =>
    accept({ type: "contact.added", data: withPhone(input, settings.country) }),
});

export const changeContact = contact.action("change", {
  summary: "Change fields of a contact; null removes one, the address is replaced whole",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(contactInput),
  reads: ({ account: id }) => (typeof id === "string" ? [{ stage: account, id }] : []),
  decide(record, patch, facts) {
    const { account: id } = patch;
    const missing = typeof id === "string" ? accountMissing(id, facts) : undefined;
    if (missing !== undefined) return missing;
    if (!isNamed({ ...record, ...patch })) return refuse("rule_broken", `A contact ${ONE_NAME}`);
    return acceptChange(
      "contact.changed",
      Partial,
      record,
      withPhonePatch(record, patch, facts.settings.country),
    );
  },
});
