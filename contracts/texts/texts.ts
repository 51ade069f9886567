import { activityTexts } from "./activity.ts";
import { priceListTexts, productTexts, taxCodeTexts } from "./catalogue.ts";
import { accountTexts, contactTexts } from "./customer.ts";
import { deadLetterTexts } from "./dead-letter.ts";
import { exportTexts } from "./export.ts";
import { formTexts } from "./form.ts";
import { importTexts } from "./import.ts";
import { creditNoteTexts, invoiceTexts } from "./invoice.ts";
import { leadTexts } from "./lead.ts";
import { opportunityTexts } from "./opportunity.ts";
import { orderTexts } from "./order.ts";
import { quoteTexts } from "./quote.ts";
import { captureTexts, processTexts, sellerTexts } from "./settings.ts";
import { submissionTexts } from "./submission.ts";
import { subscriptionTexts } from "./subscription.ts";
import { teamTexts } from "./team.ts";
import type { EventText } from "./text.ts";

/** What is said of each event type. */
export const texts: Readonly<Record<string, EventText | undefined>> = {
  ...submissionTexts,
  ...leadTexts,
  ...accountTexts,
  ...contactTexts,
  ...productTexts,
  ...taxCodeTexts,
  ...priceListTexts,
  ...opportunityTexts,
  ...quoteTexts,
  ...orderTexts,
  ...invoiceTexts,
  ...creditNoteTexts,
  ...activityTexts,
  ...sellerTexts,
  ...processTexts,
  ...formTexts,
  ...captureTexts,
  ...importTexts,
  ...teamTexts,
  ...deadLetterTexts,
  ...subscriptionTexts,
  ...exportTexts,
};
