import type { StageWithActions } from "../kernel/verbs.ts";
import { creditInvoice, creditReturn, cancelInvoice } from "./credit.ts";
import { creditDeposit } from "./credit-deposit.ts";
import { assignInvoice, migrateInvoice } from "./handling.ts";
import { invoice } from "./invoice.ts";
import { issueInvoice } from "./issue.ts";
import { payInvoice } from "./pay.ts";
import { refundInvoice, writeOffInvoice, markOverdue } from "./settle.ts";
import { writeInvoice } from "./write.ts";

/** All that may be asked of an invoice. */
export const invoices: StageWithActions = {
  stage: invoice,
  actions: [
    issueInvoice,
    writeInvoice,
    payInvoice,
    creditInvoice,
    creditReturn,
    creditDeposit,
    cancelInvoice,
    refundInvoice,
    writeOffInvoice,
    markOverdue,
    assignInvoice,
    migrateInvoice,
  ],
};
