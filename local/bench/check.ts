import { History } from "../client/answers.ts";
import type { Person } from "../client/client.ts";
import type { DoneDeal } from "./deal.ts";
import { expectedTotal } from "./expected.ts";

/** What must have happened in a deal, each exactly once. */
const ONCE = [
  "lead.captured",
  "lead.qualified",
  "account.opened",
  "contact.added",
  "opportunity.opened",
  "quote.drafted",
  "quote.sent",
  "quote.accepted",
  "opportunity.won",
  "order.placed",
  "order.fulfilled",
  "order.invoiced",
  "invoice.issued",
  "invoice.paid",
] as const;

/** Waits until all that follows by itself from a deal has happened. */
export const settle = async (sales: Person, { order, invoice }: DoneDeal): Promise<void> => {
  await sales.until(`/orders/${order}`, ({ status }) => status === "invoiced");
  await sales.until(`/opportunities/${String(invoice["opportunity"])}`, ({ status }) => status === "won");
};

const checkDeal = async (sales: Person, done: DoneDeal): Promise<string[]> => {
  const { lines, deal, invoice } = done;
  const faults: string[] = [];
  const wanted = expectedTotal(lines);
  if (invoice.totals.total.minor !== wanted)
    faults.push(`${invoice.number}: its total is ${invoice.totals.total.minor}, ${wanted} is right`);
  if (invoice.status !== "paid") faults.push(`${invoice.number}: it is ${invoice.status}, not paid`);
  await settle(sales, done);
  const { events } = await sales.read(`/deals/${deal}/history?limit=200`, History);
  for (const type of ONCE) {
    const times = events.filter((event) => event.type === type).length;
    if (times !== 1) faults.push(`${deal}: ${type} happened ${times} times, not once`);
  }
  return faults;
};

const numberOf = (text: string) => Number(/([0-9]+)$/.exec(text)?.[1]);

/** Says what is wrong with the numbers of these invoices: they must follow one another. */
export const checkNumbers = (numbers: readonly string[]): string[] => {
  const sorted = numbers.toSorted((a, b) => numberOf(a) - numberOf(b));
  return sorted.flatMap((number, index) => {
    const before = sorted[index - 1];
    if (before === undefined || numberOf(number) === numberOf(before) + 1) return [];
    return [
      number === before ? `${number} was given twice` : `Between ${before} and ${number} there is a gap`,
    ];
  });
};

/** Says what is wrong with these deals: nothing, when all is right. */
export const checkDeals = async (sales: Person, deals: readonly DoneDeal[]): Promise<string[]> => {
  const faults: string[] = [];
  for (const deal of deals) faults.push(...(await checkDeal(sales, deal)));
  return [...faults, ...checkNumbers(deals.map(({ invoice }) => invoice.number))];
};
