import * as z from "zod";
import { Totals } from "../../domain/document/line.ts";
import { RecordAnswer } from "../client/answers.ts";
import type { Client, Person } from "../client/client.ts";
import type { AskedLine } from "./catalogue.ts";

/** The people of a deal. */
export interface Crew {
  readonly sales: Person;
  readonly fulfilment: Person;
  readonly finance: Person;
}

/** Signs the people of a deal in. */
export const signIn = async (client: Client): Promise<Crew> => ({
  sales: await client.person(["sales"]),
  fulfilment: await client.person(["fulfilment"]),
  finance: await client.person(["finance"]),
});

/** The steps of a deal in order; those in brackets are waits for what follows by itself. */
export const stepNames = [
  "lead",
  "qualify",
  "(opportunity)",
  "lines",
  "quote",
  "send",
  "accept",
  "(order)",
  "fulfil",
  "(invoice)",
  "pay",
] as const;

/** A step of a deal. */
export type StepName = (typeof stepNames)[number];

const Invoice = RecordAnswer.extend({ number: z.string(), totals: Totals });

/** A deal that was done. */
export interface DoneDeal {
  readonly lines: readonly AskedLine[];
  readonly deal: string;
  readonly order: string;
  readonly invoice: z.output<typeof Invoice>;
  /** Milliseconds of each step. */
  readonly steps: Readonly<Record<StepName, number>>;
  /** Milliseconds from the first request to the last answer. */
  readonly ms: number;
}

const nextOf = ({ next, id }: RecordAnswer, stage: string): string => {
  const found = next?.[stage];
  if (found === undefined) throw new Error(`${id} did not say which ${stage} will follow`);
  return found;
};

const stopwatch = () => {
  const begun = performance.now();
  const steps = new Map<StepName, number>();
  return {
    steps,
    total: () => performance.now() - begun,
    time: async <T>(name: StepName, step: Promise<T>): Promise<T> => {
      const from = performance.now();
      const result = await step;
      steps.set(name, performance.now() - from);
      return result;
    },
  };
};

type Time = ReturnType<typeof stopwatch>["time"];

const sell = async ({ sales }: Crew, lines: readonly AskedLine[], name: string, time: Time) => {
  const asked = { topic: `Order of ${name}`, lastName: name, company: `${name} S.L.`, process: "lean" };
  const lead = await time("lead", sales.ask("POST", "/leads", asked));
  const qualified = await time("qualify", sales.ask("POST", `/leads/${lead.id}/qualify`, {}));
  const opportunity = nextOf(qualified, "opportunity");
  await time("(opportunity)", sales.until(`/opportunities/${opportunity}`));
  await time("lines", sales.ask("PUT", `/opportunities/${opportunity}/lines`, { lines }));
  const quote = await time("quote", sales.ask("POST", "/quotes", { opportunity }));
  const validUntil = "2999-12-31";
  const sent = await time("send", sales.ask("POST", `/quotes/${quote.id}/send`, { validUntil }));
  const accept = { hash: sent["hash"] };
  return nextOf(await time("accept", sales.ask("POST", `/quotes/${quote.id}/accept`, accept)), "order");
};

const deliver = async ({ fulfilment, finance }: Crew, order: string, time: Time) => {
  await time("(order)", fulfilment.until(`/orders/${order}`));
  const fulfilled = await time("fulfil", fulfilment.ask("POST", `/orders/${order}/fulfil`, {}));
  const id = nextOf(fulfilled, "invoice");
  const invoice = Invoice.parse(await time("(invoice)", finance.until(`/invoices/${id}`)));
  const payment = { amount: invoice.totals.total, method: "transfer" };
  // A delivery that costs nothing is paid by itself.
  const paid = time(
    "pay",
    payment.amount.minor === 0
      ? Promise.resolve(invoice)
      : finance.ask("POST", `/invoices/${id}/pay`, payment),
  );
  return Invoice.parse(await paid);
};

/** Takes one deal from the lead to the paid invoice. Throws when any step is refused. */
export const runDeal = async (crew: Crew, lines: readonly AskedLine[], name: string): Promise<DoneDeal> => {
  const { steps, total, time } = stopwatch();
  const order = await sell(crew, lines, name, time);
  const invoice = await deliver(crew, order, time);
  const ms = total();
  const measured = z.record(z.enum(stepNames), z.number()).parse(Object.fromEntries(steps));
  return { lines, deal: invoice.deal, order, invoice, steps: measured, ms };
};
