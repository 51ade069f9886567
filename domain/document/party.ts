import * as z from "zod";
import { Endpoint, TaxIds } from "../account/account.ts";
import { Address } from "../kernel/person.ts";
import { Email, text } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** A company, or a person: first and last name together, or the e-mail address in their place. */
const Name = personal(text(300));

/** Whom to ask about a document (EN 16931 BG-6, BG-9). */
export const PartyContact = z.strictObject({
  name: Name.optional(),
  phone: personal(text(50)).optional(),
  email: Email.optional(),
});

/** What a document says of a company: `name` BT-27 or BT-44, `address` BG-5 or BG-8, `taxIds` BT-30, BT-31, BT-47, BT-48, `endpoint` BT-34 or BT-49. */
export const party = {
  name: Name,
  /** As it is in the register, when that is another than the name. */
  legalName: text(200).optional(),
  address: Address.optional(),
  taxIds: TaxIds.optional(),
  endpoint: Endpoint.optional(),
  contact: PartyContact.optional(),
};

/** Who buys, as it was when the document was issued. */
export const Buyer = z.object(party);

/** Who buys, as it was when the document was issued. */
export type Buyer = z.output<typeof Buyer>;

/** Where the money goes (EN 16931 BG-17): `iban` BT-84, `bic` BT-86, `name` BT-85. */
export const Bank = z.strictObject({
  iban: z
    .string()
    .max(50)
    .regex(/^[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){6,30}$/, {
      error: 'must be an IBAN such as "DE89 3704 0044 0532 0130 00"',
    })
    .optional(),
  bic: z
    .string()
    .regex(/^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/, { error: 'must be a BIC such as "COBADEFFXXX"' })
    .optional(),
  name: text(200).optional(),
});

/** Who sells, as documents say it: `legalNote` is the legal information of BT-33, such as the register and the directors. */
export const sellerProfile = { ...party, bank: Bank.optional(), legalNote: text(1000).optional() };

/** Who sells, as it was when the document was issued. */
export const Seller = z.object(sellerProfile);

/** Who sells, as it was when the document was issued. */
export type Seller = z.output<typeof Seller>;
