import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { LeadId } from "../kernel/id.ts";
import { companyReach, PhoneE164 } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";

/** What is asked for an account. */
export const accountInput = { name: text(200), ...companyReach };

/** The fields of an account, with the lead that it comes from. */
export const AccountFields = z.object({
  ...accountInput,
  phoneE164: PhoneE164.optional(),
  lead: LeadId.optional(),
});

const Account = z.discriminatedUnion("status", [AccountFields.extend({ status: z.literal("active") })]);

const Change = z.object({ before: AccountFields.partial(), after: AccountFields.partial() });

/** A company that buys. */
export const account = stage("account", Account, {
  "account.opened": event(["none"], AccountFields, ({ name }) => `Account opened: ${name}`),
  "account.changed": event(["active"], Change, (data) => `Account changed: ${changedNames(data)}`),
}).evolve({
  "account.opened": (_, { data }) => ({ status: "active", ...data }),
  "account.changed": (record, { data }) => ({
    status: "active",
    ...AccountFields.parse(changed(record, data)),
  }),
});
