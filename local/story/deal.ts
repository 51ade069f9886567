import { addDays } from "../../domain/kernel/day.ts";
import { Invoice } from "./invoice.ts";
import { nextOf, type Cast } from "./cast.ts";
import { followDeal, type Events } from "./events.ts";

/** What the story leads to. */
export interface Told {
  readonly deal: string;
  readonly events: Events;
  readonly invoices: readonly string[];
}

const today = new Date().toISOString().slice(0, 10);
const validUntil = addDays(today, 30);

const mounting = {
  description: "Mounting and commissioning, days on site",
  quantity: "1.5",
  unitPrice: "420.00",
  taxPercent: "10",
};

const capture = async ({ sales }: Cast) => {
  const { id, deal } = await sales.does("captures a lead from the trade fair", "POST", "/leads", {
    topic: "Circulation pumps for the new plant",
    firstName: "Ana",
    lastName: "Ruiz",
    company: "Talleres Ruiz S.L.",
    email: "ana@ruiz.example",
    phone: "+34 910 123 456",
    source: "card",
    campaign: "Trade fair 2026",
  });
  const events = followDeal(sales.person, deal);
  await events.until("lead.captured");
  await sales.does("calls her and notes it", "POST", `/leads/${id}/mark-contacted`, {
    note: "Wants twelve pumps, mounted",
  });
  await events.until("lead.contacted");
  await sales.does("notes what the customer needs", "PATCH", `/leads/${id}`, {
    need: "Twelve pumps, mounted before the summer",
    budget: { minor: 250_000, currency: "EUR" },
    timeframe: "this-quarter",
    purchaseProcess: "individual",
    decisionMaker: true,
  });
  await events.until("lead.changed");
  return { lead: id, deal, events };
};

const qualify = async ({ sales }: Cast, lead: string, product: string, events: Events) => {
  const path = `/leads/${lead}/qualify`;
  const qualified = await sales.does(
    "qualifies the lead: account, contact and opportunity follow",
    "POST",
    path,
    {},
  );
  await events.until("lead.qualified", "account.opened", "contact.added", "opportunity.opened");
  const opportunity = nextOf(qualified, "opportunity");
  await sales.does("writes down the solution", "PATCH", `/opportunities/${opportunity}`, {
    proposedSolution: "PU-200 pumps, mounted by our own people",
  });
  await events.until("opportunity.changed");
  const pumps = { product, quantity: "12", discountPercent: "5" };
  await sales.does("writes down what it is about", "PUT", `/opportunities/${opportunity}/lines`, {
    lines: [pumps, mounting],
  });
  await events.until("opportunity.changed");
  return opportunity;
};

const agree = async ({ sales }: Cast, opportunity: string, product: string, events: Events) => {
  const { id: first } = await sales.does("drafts a quote of it", "POST", "/quotes", { opportunity });
  await events.until("quote.drafted");
  await sales.does("sends the quote", "POST", `/quotes/${first}/send`, { validUntil });
  await events.until("quote.sent");
  const asked = "revises the quote: the customer wants ten and a better price";
  const revised = await sales.does(asked, "POST", `/quotes/${first}/revise`, {});
  await events.until("quote.revised", "quote.drafted");
  const second = nextOf(revised, "quote");
  const pumps = { product, quantity: "10", discountPercent: "7.5" };
  const lines = [pumps, mounting];
  await sales.does("changes the lines of the new revision", "PUT", `/quotes/${second}/lines`, { lines });
  await events.until("quote.changed");
  const sent = "sends the revision";
  const { hash } = await sales.does(sent, "POST", `/quotes/${second}/send`, { validUntil });
  await events.until("quote.sent");
  const body = { hash, reference: "Order 4711 of Talleres Ruiz" };
  const accepted = await sales.does(
    "notes that the customer accepts",
    "POST",
    `/quotes/${second}/accept`,
    body,
  );
  await events.until("quote.accepted", "order.placed", "opportunity.won");
  return nextOf(accepted, "order");
};

const deliver = async ({ warehouse, finance }: Cast, order: string, events: Events) => {
  const path = `/orders/${order}/fulfil`;
  const part = { lines: [{ line: 1, quantity: "6" }], reference: "Delivery note 1" };
  const first = nextOf(await warehouse.does("delivers six pumps", "POST", path, part), "invoice");
  await events.until("order.fulfilled", "order.billed", "invoice.issued", "order.invoice-noted");
  const someMoney = { amount: { minor: 50_000, currency: "EUR" }, method: "transfer" };
  await finance.does("receives a part payment", "POST", `/invoices/${first}/pay`, someMoney);
  await events.until("invoice.payment-received");
  const rest = { reference: "Delivery note 2" };
  const all = await warehouse.does("delivers the rest, mounted", "POST", path, rest);
  await events.until("order.fulfilled", "order.billed", "invoice.issued", "order.invoiced");
  return [first, nextOf(all, "invoice")];
};

const pay = async ({ finance }: Cast, invoice: string, events: Events) => {
  const { number, balance } = await finance.person.read(`/invoices/${invoice}`, Invoice);
  const body = { amount: balance, method: "transfer", reference: number };
  await finance.does(`receives what is open of ${number}`, "POST", `/invoices/${invoice}/pay`, body);
  await events.until("invoice.payment-received", "invoice.paid");
};

/** Plays one deal from the lead to the paid invoices, printing every step and every event. Throws Refused. */
export const playDeal = async (cast: Cast): Promise<Told> => {
  const added = await cast.sales.does("adds a product to the catalogue", "POST", "/products", {
    code: "PU-200",
    name: "Circulation pump PU-200",
    unit: "piece",
    prices: { EUR: "149.90" },
    taxPercent: "21",
  });
  const { lead, deal, events } = await capture(cast);
  const opportunity = await qualify(cast, lead, added.id, events);
  const order = await agree(cast, opportunity, added.id, events);
  const invoices = await deliver(cast, order, events);
  for (const invoice of invoices) await pay(cast, invoice, events);
  return { deal, events, invoices };
};
