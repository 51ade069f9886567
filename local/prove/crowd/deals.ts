import * as z from "zod";
import { Money } from "../../../domain/kernel/money.ts";
import type { AskedLine } from "../../bench/catalogue.ts";
import { settle } from "../../bench/check.ts";
import { runDeal, type Crew } from "../../bench/deal.ts";
import { RecordAnswer } from "../../client/answers.ts";
import type { Random } from "../../bench/random.ts";

/** What somebody is about to do: who, about what, under which name. */
export interface Errand {
  readonly crew: Crew;
  readonly lines: readonly AskedLine[];
  readonly name: string;
}

/** Does something from its beginning to its end; the ids of the deals that it was about. */
type Doing = (errand: Errand) => Promise<readonly string[]>;

/** From the lead to the paid invoice, as the bench does it. */
const plain: Doing = async ({ crew, lines, name }) => {
  const done = await runDeal(crew, lines, name);
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
const parts: Doing = async (errand) => {
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

const Accepted = z.object({ lead: z.string() });
const Merged = z.object({ into: z.object({ stage: z.literal("lead"), id: z.string() }) });

/** The lead that a submission has become, or that it went into. */
const leadOf = (submission: RecordAnswer): string => {
  const accepted = Accepted.safeParse(submission);
  return accepted.success ? accepted.data.lead : Merged.parse(submission).into.id;
};

const Taken = z.object({ cards: z.array(z.looseObject({ submission: z.string() })).min(1) });

/** The business card of the same person, handed in twice at the same time: one lead. */
const cards: Doing = async ({ crew: { sales }, name }) => {
  const word = name.replaceAll(/[^0-9A-Za-z]/g, "");
  const card = `MECARD:N:${word},Ana;EMAIL:ana@${word.toLowerCase()}.example;ORG:${word} GmbH;;`;
  const handIn = async () => {
    const answer = await sales.send("POST", "/cards", { body: { cards: [card] } });
    if (answer.status !== 202) throw new Error(`POST /cards: ${answer.status}`);
    return Taken.parse(answer.body).cards.map(({ submission }) => submission);
  };
  const submissions = (await Promise.all([handIn(), handIn()])).flat();
  const isDone = ({ status }: RecordAnswer) => ["accepted", "merged"].includes(status);
  const ended = await Promise.all(submissions.map((id) => sales.until(`/submissions/${id}`, isDone)));
  const leads = new Set(ended.map((submission) => leadOf(submission)));
  if (leads.size !== 1) throw new Error(`One person became ${[...leads].join(" and ")}`);
  for (const lead of leads) await sales.until(`/leads/${lead}`);
  return [];
};

/** Two leads that turn out to be one person; both merges are asked at once, and one wins. */
const merges: Doing = async ({ crew: { sales }, name }) => {
  const lead = (phone: string) =>
    sales.ask("POST", "/leads", { topic: name, lastName: name, phone, process: "lean" });
  const [one, other] = [await lead("+34911234567"), await lead("+34911234568")];
  const into = (a: RecordAnswer, b: RecordAnswer) =>
    sales.send("POST", `/leads/${a.id}/merge`, { body: { lead: b.id } });
  const answers = await Promise.all([into(one, other), into(other, one)]);
  const won = answers.findIndex(({ status }) => status < 300);
  if (won < 0) throw new Error(`Neither merge: ${answers.map(({ status }) => status).join(", ")}`);
  const lost = won === 0 ? other : one;
  await sales.until(`/leads/${lost.id}`, ({ status }) => status === "merged");
  return [];
};

/** What a client does next. */
export const doingOf = (random: Random): Doing =>
  random.pick([plain, plain, plain, plain, parts, parts, cards, merges]);
