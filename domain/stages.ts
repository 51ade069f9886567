import type { AnyStage } from "./kernel/stage.ts";
import type { StageWithActions } from "./kernel/verbs.ts";
import { submissions } from "./submission/verbs.ts";
import { submission } from "./submission/submission.ts";
import { forms } from "./form/verbs.ts";
import { form } from "./form/form.ts";
import { captures } from "./capture/verbs.ts";
import { capture } from "./capture/capture.ts";
import { imports } from "./import/verbs.ts";
import { leadImport } from "./import/import.ts";
import { teams } from "./team/verbs.ts";
import { team } from "./team/team.ts";
import { subscriptions } from "./subscription/verbs.ts";
import { subscription } from "./subscription/subscription.ts";
import { deadLetters } from "./dead-letter/verbs.ts";
import { deadLetter } from "./dead-letter/dead-letter.ts";
import { dataExports } from "./export/verbs.ts";
import { dataExport } from "./export/export.ts";
import { leads } from "./lead/verbs.ts";
import { lead } from "./lead/lead.ts";
import { accounts } from "./account/verbs.ts";
import { account } from "./account/account.ts";
import { contacts } from "./contact/verbs.ts";
import { contact } from "./contact/contact.ts";
import { products } from "./product/verbs.ts";
import { product } from "./product/product.ts";
import { taxCodes } from "./tax-code/verbs.ts";
import { taxCode } from "./tax-code/tax-code.ts";
import { priceLists } from "./price-list/verbs.ts";
import { priceList } from "./price-list/price-list.ts";
import { opportunities } from "./opportunity/verbs.ts";
import { opportunity } from "./opportunity/opportunity.ts";
import { quotes } from "./quote/verbs.ts";
import { quote } from "./quote/quote.ts";
import { orders } from "./order/verbs.ts";
import { order } from "./order/order.ts";
import { invoices } from "./invoice/verbs.ts";
import { invoice } from "./invoice/invoice.ts";
import { creditNotes } from "./credit-note/verbs.ts";
import { creditNote } from "./credit-note/credit-note.ts";
import { activities } from "./activity/verbs.ts";
import { activity } from "./activity/activity.ts";
import { sellers } from "./seller/verbs.ts";
import { seller } from "./seller/seller.ts";
import { processes } from "./process/verbs.ts";
import { process } from "./process/process.ts";

/** All stages without what may be asked of them, in the order of a deal: who only reads needs no more. */
export const records: readonly AnyStage[] = [
  submission,
  lead,
  account,
  contact,
  product,
  taxCode,
  priceList,
  opportunity,
  quote,
  order,
  invoice,
  creditNote,
  activity,
  seller,
  process,
  form,
  capture,
  leadImport,
  team,
  deadLetter,
  subscription,
  dataExport,
];

/** All stages, in the order of a deal. */
export const stages: readonly StageWithActions[] = [
  submissions,
  leads,
  accounts,
  contacts,
  products,
  taxCodes,
  priceLists,
  opportunities,
  quotes,
  orders,
  invoices,
  creditNotes,
  activities,
  sellers,
  processes,
  forms,
  captures,
  imports,
  teams,
  deadLetters,
  subscriptions,
  dataExports,
];
