import * as z from "zod";
import { Totals } from "../../domain/document/line.ts";
import { childId } from "../../domain/kernel/id.ts";
import { Money } from "../../domain/kernel/money.ts";
import { History, List, RecordAnswer } from "../../local/client/answers.ts";
import type { Crew } from "../../local/bench/deal.ts";
import { type Person, personOf } from "../../local/client/client.ts";

const lines = [
  { description: "Chai", quantity: "2.5", unitPrice: "14.05", discountPercent: "12.5", taxPercent: "10" },
  { description: "Cups", quantity: "7", unitPrice: "0.0375", taxPercent: "21" },
  { description: "Pots", quantity: "3", unitPrice: "9.95", taxPercent: "10" },
];
const method = "transfer";

const TRIES = 5;

/** Somebody who asks again, with the same key, where a function took longer than it may: many programs run beside it here. */
const steady = (person: Person): Person =>
  personOf(async (...request) => {
    let answer = await person.send(...request);
    for (let tries = 1; answer.status === 500 && tries < TRIES; tries += 1) {
      answer = await person.send(...request);
    }
    return answer;
  });

/** The people of a deal, each of them steady. */
export const steadyCrew = ({ sales, fulfilment, finance }: Crew): Crew => ({
  sales: steady(sales),
  fulfilment: steady(fulfilment),
  finance: steady(finance),
});

/** An invoice, as far as books have to agree with it. */
export const Invoice = RecordAnswer.extend({
  balance: Money,
  paid: Money,
  credit: Money.optional(),
  refunded: Money.optional(),
  totals: Totals,
  currency: z.string(),
  credits: z.array(z.object({ creditNote: z.string() })).optional(),
});

type Invoice = z.output<typeof Invoice>;

/** What can be done to invoices. */
const openTill = ({ finance }: Crew, contact: string) => {
  const ask = async (method: string, path: string, body?: unknown) =>
    Invoice.parse(await finance.ask(method, path, body));
  return {
    write: (more: object = {}) =>
      ask("POST", "/invoices", { contact, topic: "Teas", process: "lean", lines, ...more }),
    read: (id: string) => ask("GET", `/invoices/${id}`),
    pay: ({ id, currency }: Invoice, minor: number) =>
      ask("POST", `/invoices/${id}/pay`, { amount: { minor, currency }, method, overpayment: "keep" }),
    refund: ({ id, currency }: Invoice, minor: number) =>
      ask("POST", `/invoices/${id}/refund`, { amount: { minor, currency }, method }),
    credit: ({ id }: Invoice, line: number, quantity: string) =>
      ask("POST", `/invoices/${id}/credit`, { lines: [{ line, quantity }] }),
    end: ({ id }: Invoice, how: "cancel" | "write-off") => ask("POST", `/invoices/${id}/${how}`, {}),
  };
};

type Till = ReturnType<typeof openTill>;

/** Invoices that are paid: in parts, too much, early, late, in yen. */
const payments = async (till: Till): Promise<void> => {
  const inParts = await till.write();
  await till.pay(inParts, 1234);
  await till.pay(inParts, inParts.balance.minor - 1234);
  const tooMuch = await till.write();
  await till.pay(tooMuch, tooMuch.balance.minor + 777);
  await till.refund(tooMuch, 500);
  const early = await till.write({ paymentTerms: { days: 30, earlyPayment: { percent: "2", days: 10 } } });
  const letOff = await till.pay(early, Math.ceil(early.balance.minor * 0.98));
  await till.credit(letOff, 3, "2");
  const yen = await till.write({ currency: "JPY" });
  await till.pay(yen, 20);
};

/** Invoices that end otherwise: credited, cancelled, written off, paid all the same. */
const corrections = async (till: Till): Promise<void> => {
  const credited = await till.write();
  await till.pay(credited, credited.balance.minor);
  await till.credit(credited, 1, "1.5");
  await till.end(await till.write({ prepaid: { minor: 1000, currency: "EUR" } }), "cancel");
  const writtenOff = await till.write();
  await till.pay(writtenOff, 1000);
  await till.end(writtenOff, "write-off");
  await till.pay(writtenOff, 300);
  const both = await till.write();
  await till.pay(both, 1000);
  await till.end(both, "write-off");
  await till.end(both, "cancel");
};

/** An order with a deposit, of which something comes back. */
const deposit = async ({ sales, fulfilment, finance }: Crew, till: Till, contact: string): Promise<void> => {
  const input = { contact, topic: "Teas", process: "lean", lines, depositPercent: "30" };
  const { id } = await sales.ask("POST", "/orders", input);
  const [advance, rest] = [1, 2].map((bill) => childId("inv", id, bill));
  const billed = Invoice.parse(await finance.until(`/invoices/${advance}`));
  await till.pay(billed, billed.balance.minor);
  await fulfilment.ask("POST", `/orders/${id}/fulfil`, {});
  await finance.until(`/invoices/${rest}`);
  await fulfilment.ask("POST", `/orders/${id}/return`, { lines: [{ line: 3, quantity: "3" }] });
};

/** All that can happen to invoices, once each. */
export const trade = async (crew: Crew): Promise<void> => {
  const { id: contact } = await crew.sales.ask("POST", "/contacts", { lastName: "Ruiz" });
  const till = openTill(crew, contact);
  await payments(till);
  await corrections(till);
  await deposit(crew, till, contact);
};

/** All invoices as the API has them, with the sums of their credit notes. */
export const invoicesOf = async ({ finance }: Crew) => {
  const invoices: Invoice[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page: z.output<typeof List> = await finance.read(`/invoices?limit=100${cursor}`, List);
    invoices.push(
      ...(await Promise.all(page.items.map(({ id }) => finance.read(`/invoices/${id}`, Invoice)))),
    );
    cursor = page.cursor === undefined ? undefined : `&cursor=${encodeURIComponent(page.cursor)}`;
  }
  return Promise.all(
    invoices.map(async (invoice) => {
      const { credits = [], id } = invoice;
      const notes = credits.map(({ creditNote }) => finance.until(`/credit-notes/${creditNote}`));
      const credited = (await Promise.all(notes)).map(({ totals }) => Totals.parse(totals));
      const { events } = await finance.read(`/invoices/${id}/history`, History);
      return { invoice, credited, events };
    }),
  );
};
