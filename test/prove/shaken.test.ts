import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disqualifyLead, captureLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { cancelInvoice, creditInvoice } from "../../domain/invoice/credit.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { childId } from "../../domain/kernel/id.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { cancelQuote } from "../../domain/quote/end.ts";
import { judgeHistory } from "../../local/prove/judge-history.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { type Perform, Shaken } from "./shaken.ts";

let engine: Engine;
let performs: Perform[];

beforeAll(async () => {
  engine = await startEngine();
  const first = await import("../../functions/runtime/perform.ts");
  vi.resetModules();
  const second = await import("../../functions/runtime/perform.ts");
  performs = [first.perform, second.perform];
});
afterAll(() => engine.stop());

const money = (minor: number) => ({ amount: { minor, currency: "EUR" }, method: "transfer" });

/** A deal up to what its customer accepts, or what is withdrawn at the same moment. */
async function propose(run: Shaken, nth: number) {
  const person = { topic: "Chai", company: "Eastern", lastName: `Devon ${nth}`, process: "lean" };
  const { id, deal } = await run.ask(captureLead, person);
  const lead = String(id);
  await Promise.all([
    run.ask(qualifyLead, {}, lead),
    ...(nth === 0 ? [run.ask(disqualifyLead, { reason: "lost" }, lead)] : []),
  ]);
  await run.settle();
  const opportunity = childId("opp", lead);
  const lines = [{ description: "Chai", quantity: "3", unitPrice: "14.00", taxPercent: "10" }];
  await run.ask(setOpportunityLines, { lines }, opportunity);
  const quote = String((await run.ask(draftQuote, { opportunity }))["id"]);
  const { hash } = await run.ask(sendQuote, { validUntil: "2999-12-31" }, quote);
  const withdrawn = nth === 1 ? [run.ask(cancelQuote, { reason: "Sold out" }, quote)] : [];
  await Promise.all([run.ask(acceptQuote, { hash }, quote), ...withdrawn]);
  return { deal: String(deal), order: childId("ord", quote) };
}

/** Two deliveries at once, and three payments of which at most two fit. */
async function fulfil(run: Shaken, order: string) {
  const one = { lines: [{ line: 1, quantity: "1" }] };
  await Promise.all([
    run.ask(fulfilOrder, one, order),
    run.ask(fulfilOrder, one, order),
    run.ask(fulfilOrder, one, order),
  ]);
  await run.settle();
  const invoices = [1, 2, 3].map((bill) => childId("inv", order, bill));
  await Promise.all(
    invoices.map(async (id, index) => {
      const more =
        index === 2
          ? [
              run.ask(creditInvoice, { lines: [{ line: 1, quantity: "1" }] }, id),
              run.ask(cancelInvoice, {}, id),
            ]
          : [];
      await Promise.all([
        run.ask(payInvoice, money(1540), id),
        run.ask(payInvoice, money(1000), id),
        ...more,
      ]);
    }),
  );
  await run.settle();
}

test(
  "whatever is asked twice, at once, of two processes whose calls fail, over a bus that fails and a stream that ends: nothing is lost, done twice or wrong",
  { timeout: 120_000 },
  async () => {
    await createTable(engine.client, "shaken");
    const run = new Shaken(engine, "shaken", Number(process.env["LAW_SEED"] ?? 5), performs);
    const deals = await Promise.all([2, 3, 4].map((nth) => propose(run, nth)));
    await run.settle();
    await Promise.all(deals.map(({ order }) => fulfil(run, order)));
    for (const nth of [0, 1]) await propose(run, nth);
    await run.settle();
    const history = await run.history([]);
    const told = judgeHistory(history).map(
      ({ invariant, record, text }) => `${invariant} ${record}: ${text}`,
    );
    expect(told).toEqual([]);
    const answers = history.commands.flatMap((asked) => asked.answers);
    expect(answers.filter((answer) => answer === "lost").length).toBeGreaterThan(10);
    expect(history.items.filter(({ sk }) => sk === "RECORD").length).toBeGreaterThan(30);
  },
);
