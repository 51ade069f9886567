import { priceListLives, productLives, taxCodeLives } from "./catalogue.ts";
import { accountLives, contactLives } from "./customers.ts";
import { creditNoteLives, invoiceLives } from "./invoicing.ts";
import { exportLives } from "./exports.ts";
import { leadLives, submissionLives } from "./leads.ts";
import type { Life } from "./life.ts";
import { orderLives } from "./ordering.ts";
import { opportunityLives, quoteLives } from "./selling.ts";
import { captureLives, processLives, sellerLives } from "./settings.ts";
import { formLives, importLives } from "./sources.ts";
import { subscriptionLives } from "./subscribing.ts";
import { activityLives, deadLetterLives, teamLives } from "./working.ts";

/** What happens in the examples, by stage: each event type is in one of them. */
export const lives: Readonly<Record<string, readonly Life[]>> = {
  submission: submissionLives,
  lead: leadLives,
  account: accountLives,
  contact: contactLives,
  product: productLives,
  "tax-code": taxCodeLives,
  "price-list": priceListLives,
  opportunity: opportunityLives,
  quote: quoteLives,
  order: orderLives,
  invoice: invoiceLives,
  "credit-note": creditNoteLives,
  activity: activityLives,
  seller: sellerLives,
  process: processLives,
  form: formLives,
  capture: captureLives,
  import: importLives,
  team: teamLives,
  "dead-letter": deadLetterLives,
  subscription: subscriptionLives,
  export: exportLives,
};
