import type { StageWithActions } from "../kernel/verbs.ts";
import { creditNote } from "./credit-note.ts";
import { assignCreditNote, migrateCreditNote } from "./handling.ts";
import { issueCreditNote } from "./issue.ts";

/** All that may be asked of a credit note. */
export const creditNotes: StageWithActions = {
  stage: creditNote,
  actions: [issueCreditNote, assignCreditNote, migrateCreditNote],
};
