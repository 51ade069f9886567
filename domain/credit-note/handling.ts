import { assignAction, migrateAction } from "../kernel/handle.ts";
import { creditNote } from "./credit-note.ts";

export const assignCreditNote = assignAction(creditNote);
export const migrateCreditNote = migrateAction(creditNote);
