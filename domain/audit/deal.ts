import type { Envelope } from "../kernel/event.ts";
import { judgeBilling } from "./billing.ts";
import { judgeCredits } from "./credits.ts";
import { judgeDeposits } from "./deposits.ts";
import { dossierOf } from "./dossier.ts";
import { judgeEnded } from "./ended.ts";
import type { Finding, Kept } from "./finding.ts";
import { judgeInvoices } from "./invoices.ts";
import { judgeOpportunities, judgePromises, judgeTotals } from "./opportunities.ts";
import { judgeOrders } from "./orders.ts";

const laws = [
  judgeTotals,
  judgeOrders,
  judgeBilling,
  judgeInvoices,
  judgeCredits,
  judgeEnded,
  judgeDeposits,
  judgeOpportunities,
  judgePromises,
];

/** I4, I5 and I6 of a deal: what its records say of one another. What cannot be read is left to `judgeRecord`. */
export function judgeDeal(records: readonly Kept[], events: readonly Envelope[]): Finding[] {
  const dossier = dossierOf(records, events);
  const deals = new Map(records.map(({ stored }) => [stored.id, stored.deal]));
  const since = records.map(({ stored }) => stored.updatedAt).reduce((a, b) => (a > b ? a : b), "");
  return laws
    .flatMap((law) => law(dossier))
    .map((found) => ({ ...found, deal: deals.get(found.record) ?? "", since }));
}
