import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { deliveries, invoices, shortOrders } from "./acts/billing.ts";
import { doors, submissions } from "./acts/intake.ts";
import { merges } from "./acts/merging.ts";
import { deadLetters, exports, imports, subscriptions, teams } from "./acts/operating.ts";
import { acceptedQuote, approvedQuote, refusedQuotes } from "./acts/quotes.ts";
import { activities, leads, opportunities } from "./acts/selling.ts";
import { catalogue, customers, organise } from "./acts/setup.ts";
import type { Clock } from "./clock.ts";
import type { Rehearse } from "./rehearsal.ts";

/** Asks once or more for every action there is, directly or as what follows from another. */
export const everyAction = async (act: Rehearse, clock: Clock): Promise<void> => {
  await organise(act);
  const product = await catalogue(act);
  const account = await customers(act);
  await doors(act);
  await submissions(act);
  await leads(act);
  await merges(act);
  await opportunities(act, account);
  await activities(act, account);
  const lines = [
    { product, quantity: "3" },
    { description: "Mounting", quantity: "2", unitPrice: "40.00", taxPercent: "10" },
  ];
  const opportunity = await leads(act);
  await act(setOpportunityLines, { lines }, opportunity);
  await refusedQuotes(act, opportunity, clock);
  await approvedQuote(act, opportunity);
  await deliveries(act, await acceptedQuote(act, opportunity, lines));
  await shortOrders(act, account);
  await invoices(act, account, clock);
  await teams(act, clock);
  await imports(act);
  await exports(act);
  await subscriptions(act, clock);
  await deadLetters(act);
};
