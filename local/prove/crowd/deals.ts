import { Money } from "../../../domain/kernel/money.ts";
import { settle } from "../../bench/check.ts";
import { runDeal, type Crew } from "../../bench/deal.ts";
import { RecordAnswer } from "../../client/answers.ts";
import type { Doing, Errand } from "./errand.ts";
import { glance } from "./looks.ts";

/** From the lead to the paid invoice, as the bench does it; somebody looks at a board before and after. */
export const plain: Doing = async ({ crew, lines, name }) => {
  await glance(crew.sales);
  const done = await runDeal(crew, lines, name);
  await glance(crew.sales);
  await settle(crew.sales, done);
  return [done.deal];
};

const Invoice = RecordAnswer.extend({ balance: Money });
const promised = ({ next, id }: RecordAnswer, stage: string): string => {
  const found = next?.[stage];
  if (found === undefined) throw new Error(`${id} did not say which ${stage} will follow`);
  return found;
};

const sold = async ({ crew: { sales }, lines, name }: Errand): Promise<{ order: string; deal: string }> => {
  const asked = { topic: `Parts for ${name}`, lastName: name, company: `${name} S.A.`, process: "lean" };
  const lead = await sales.ask("POST", "/leads", asked);
  const opportunity = promised(await sales.ask("POST", `/leads/${lead.id}/qualify`, {}), "opportunity");
  await sales.until(`/opportunities/${opportunity}`);
  const pumps = { description: "Pump", quantity: "4", unitPrice: "99.90", taxPercent: "21" };
  await sales.ask("PUT", `/opportunities/${opportunity}/lines`, { lines: [pumps, ...lines] });
  const first = await sales.ask("POST", "/quotes", { opportunity });
  const until = { validUntil: "2999-12-31" };
  await sales.ask("POST", `/quotes/${first.id}/send`, until);
  const quote = promised(await sales.ask("POST", `/quotes/${first.id}/revise`, {}), "quote");
  await sales.until(`/quotes/${quote}`);
  const sent = await sales.ask("POST", `/quotes/${quote}/send`, until);
  const accepted = await sales.ask("POST", `/quotes/${quote}/accept`, { hash: sent["hash"] });
  return { order: promised(accepted, "order"), deal: lead.deal };
};

const payRest = async ({ finance }: Crew, invoice: string) => {
  const { balance, status } = Invoice.parse(await finance.until(`/invoices/${invoice}`));
  if (balance.minor <= 0 || status === "paid") return;
  const payment = { amount: balance, method: "transfer", overpayment: "keep" };
  await finance.ask("POST", `/invoices/${invoice}/pay`, payment);
};

/** A quote that is revised, an order that is delivered in two parts, and goods that come back. */
export const parts: Doing = async (errand) => {
  const { crew } = errand;
  const { order, deal } = await sold(errand);
  await crew.fulfilment.until(`/orders/${order}`);
  const fulfil = `/orders/${order}/fulfil`;
  const some = { lines: [{ line: 1, quantity: "3" }] };
  const first = promised(await crew.fulfilment.ask("POST", fulfil, some), "invoice");
  await payRest(crew, first);
  const second = promised(await crew.fulfilment.ask("POST", fulfil, {}), "invoice");
  await crew.finance.until(`/invoices/${second}`);
  const back = { lines: [{ line: 1, quantity: "1" }] };
  await crew.fulfilment.ask("POST", `/orders/${order}/return`, back);
  await payRest(crew, second);
  await crew.sales.until(`/orders/${order}`, ({ status }) => status === "invoiced");
  return [deal];
};
