import type { account } from "../../domain/account/account.ts";
import type { contact } from "../../domain/contact/contact.ts";
import { assigned, type Texts } from "./text.ts";

/** Companies that buy. */
export const accountTexts: Texts<typeof account> = {
  "account.opened": {
    text: "There is a new customer account, by hand or of a qualified lead: a company that buys.",
    by: ["open"],
  },
  "account.changed": {
    text: "Fields of the account changed: `before` and `after` have the changed ones only. Invoices that were issued keep what they say.",
    by: ["change"],
  },
  "account.assigned": assigned("the account"),
};

/** People at customers. */
export const contactTexts: Texts<typeof contact> = {
  "contact.added": {
    text: "There is a new contact, a person, of an account or without one.",
    by: ["add", "add-of-lead"],
  },
  "contact.changed": {
    text: "Fields of the contact changed: `before` and `after` have the changed ones only.",
    by: ["change"],
  },
  "contact.assigned": assigned("the contact"),
};
