import { assignAction } from "../kernel/handle.ts";
import { contact } from "./contact.ts";

export const assignContact = assignAction(contact);
