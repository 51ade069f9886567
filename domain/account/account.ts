import * as z from "zod";
import { badExemption, Exemption, TaxCategory } from "../document/tax.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { LeadId } from "../kernel/id.ts";
import { Address, companyReach, PhoneE164 } from "../kernel/person.ts";
import { companyKeys } from "../person/company.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** Where documents are received electronically (EN 16931 BT-49): `scheme` is a code of the EAS list, such as "0088" for a GLN. */
export const Endpoint = z.strictObject({
  scheme: z
    .string()
    .regex(/^(?:[0-9]{4}|AN|AQ|AS|AU|EM)$/, { error: 'must be a code of the EAS list, such as "0088"' }),
  id: personal(text(100)),
});

/** Numbers of a company at the tax office and in its register (EN 16931 BT-48, BT-47), as they are written on invoices. */
export const TaxIds = z.strictObject({ vat: text(40).optional(), registration: text(40).optional() });

/** How all that an account buys is taxed: exempt, reverse charge, intra-community, export, not subject or zero-rated. */
const TaxTreatment = z
  .strictObject({ category: TaxCategory.exclude(["S"]), exemption: Exemption.optional() })
  .superRefine(({ category, exemption }, context) => {
    const message = badExemption(category, exemption);
    if (message !== undefined) context.addIssue({ code: "custom", message, path: ["exemption"] });
  });

/** How all that an account buys is taxed. */
export type TaxTreatment = z.output<typeof TaxTreatment>;

/** What is asked for an account. */
export const accountInput = {
  name: text(200),
  ...companyReach,
  /** As it is in the register, when that is another than the name (EN 16931 BT-44). */
  legalName: text(200).optional(),
  taxIds: TaxIds.optional(),
  taxTreatment: TaxTreatment.optional(),
  billingAddress: Address.optional(),
  endpoint: Endpoint.optional(),
};

/** The fields of an account, with the lead that it comes from. */
export const AccountFields = z.object({
  ...accountInput,
  phoneE164: PhoneE164.optional(),
  lead: LeadId.optional(),
  owner: handling.owner,
});

const Account = z.discriminatedUnion("status", [AccountFields.extend({ status: z.literal("active") })]);

const Change = z.object({ before: AccountFields.partial(), after: AccountFields.partial() });

/** A company that buys. */
export const account = stage(
  "account",
  Account,
  {
    "account.opened": event(["none"], AccountFields, ({ name }) => `Account opened: ${name}`),
    "account.changed": event(["active"], Change, (data) => `Account changed: ${changedNames(data)}`),
  },
  {
    handled: ["assign"],
    lookups: companyKeys,
    glimpse: ({ status, name, email, website }) => ({ status, name, email, website }),
  },
).evolve({
  "account.opened": (_, { data }) => ({ status: "active", ...data }),
  "account.changed": (record, { data }) => ({
    status: "active",
    ...AccountFields.parse(changed(record, data)),
  }),
});
