import type { StageWithActions } from "../kernel/verbs.ts";
import { addContact, addContactOfLead, changeContact } from "./actions.ts";
import { contact } from "./contact.ts";
import { assignContact } from "./handling.ts";

/** All that may be asked of a contact. */
export const contacts: StageWithActions = {
  stage: contact,
  actions: [addContact, addContactOfLead, changeContact, assignContact],
};
