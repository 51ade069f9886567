import type { StageWithActions } from "../kernel/verbs.ts";
import { setQuoteLines, sendQuote, reviseQuote, acceptQuote } from "./actions.ts";
import { requestApproval, approveQuote, rejectQuote } from "./approval.ts";
import { changeQuote, unlockQuote } from "./change.ts";
import { draftQuote, draftRevision } from "./draft.ts";
import { declineQuote, expireQuote, cancelQuote } from "./end.ts";
import { assignQuote, tickQuote, migrateQuote } from "./handling.ts";
import { quote } from "./quote.ts";

/** All that may be asked of a quote. */
export const quotes: StageWithActions = {
  stage: quote,
  actions: [
    draftQuote,
    draftRevision,
    changeQuote,
    setQuoteLines,
    unlockQuote,
    requestApproval,
    approveQuote,
    rejectQuote,
    sendQuote,
    reviseQuote,
    acceptQuote,
    declineQuote,
    expireQuote,
    cancelQuote,
    assignQuote,
    tickQuote,
    migrateQuote,
  ],
};
