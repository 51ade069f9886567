import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { ownKeys } from "../person/keys.ts";
import { AccountId, LeadId } from "../kernel/id.ts";
import { personFields, personName, PhoneE164 } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";

/** What is asked for a contact; `account` is the company that the person belongs to. */
export const contactInput = { ...personFields, account: AccountId.optional() };

/** The fields of a contact, with the lead that it comes from. */
export const ContactFields = z.object({
  ...contactInput,
  phoneE164: PhoneE164.optional(),
  lead: LeadId.optional(),
  owner: handling.owner,
});

const Contact = z.discriminatedUnion("status", [ContactFields.extend({ status: z.literal("active") })]);

const Change = z.object({ before: ContactFields.partial(), after: ContactFields.partial() });

/** A person to talk to. */
export const contact = stage(
  "contact",
  Contact,
  {
    "contact.added": event(["none"], ContactFields, (data) => `Contact added: ${personName(data)}`),
    "contact.changed": event(["active"], Change, (data) => `Contact changed: ${changedNames(data)}`),
  },
  {
    handled: ["assign"],
    lookups: ownKeys,
    glimpse: ({ status, firstName, lastName, email, phone, phoneE164, account }) => ({
      status,
      firstName,
      lastName,
      email,
      phone,
      phoneE164,
      account,
    }),
  },
).evolve({
  "contact.added": (_, { data }) => ({ status: "active", ...data }),
  "contact.changed": (record, { data }) => ({
    status: "active",
    ...ContactFields.parse(changed(record, data)),
  }),
});
