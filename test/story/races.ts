import { beforeAll, expect, test } from "vitest";
import { checkNumbers } from "../../local/bench/check.ts";
import type { Crew } from "../../local/bench/deal.ts";
import { History, List, RecordAnswer } from "../../local/client/answers.ts";
import type { Person } from "../../local/client/client.ts";
import { placedOrder, sentQuote, someContact } from "./steps.ts";
import type { System } from "./system.ts";

const lead = { topic: "Chai", lastName: "Anders" };

/** In the first round the functions are still starting, one after the other: only then do they really race. */
const ROUNDS = 4;

/** Delivers orders at the same time; the numbers of their invoices. */
const deliver = async ({ fulfilment, finance }: Crew, orders: readonly string[]): Promise<string[]> => {
  const delivered = await Promise.all(orders.map((id) => fulfilment.ask("POST", `/orders/${id}/fulfil`, {})));
  const invoices = delivered.map(({ next }) => finance.until(`/invoices/${next?.["invoice"]}`));
  return (await Promise.all(invoices)).map((invoice) => String(invoice["number"]));
};

/** Many who ask at the same time. */
export const tellRaces = (use: () => System): void => {
  let sales: Person;
  let contact: string;

  beforeAll(async () => {
    const { crew } = use();
    sales = crew.sales;
    contact = (await someContact(crew)).id;
  });

  test("calls with one key at the same time have one effect and one answer", async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const headers = { "idempotency-key": `capture-once-${round}` };
      const topic = `Once only ${round}`;
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => sales.send("POST", "/leads", { body: { ...lead, topic }, headers })),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
      expect(answers.map(({ body }) => body)).toEqual(Array(8).fill(answers[0]?.body));
      const { items } = await sales.read("/leads?limit=100", List);
      expect(items.filter((item) => item["topic"] === topic)).toHaveLength(1);
    }
  });

  test("twenty accepts of one quote at the same time make one order, and none of them is a fault", async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const quote = await sentQuote(use().crew, contact);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          sales.send("POST", `/quotes/${quote.id}/accept`, { body: { hash: quote["hash"] } }),
        ),
      );
      const yes = answers.filter(({ status }) => status === 200);
      const no = answers.filter(({ status }) => status !== 200);
      expect(yes).toHaveLength(1);
      expect(no.map(({ status }) => status)).toEqual(Array(19).fill(409));
      const order = RecordAnswer.parse(yes[0]?.body).next?.["order"];
      await sales.until(`/orders/${order}`);
      const { items } = await sales.read("/orders?limit=100", List);
      expect(items.filter((item) => item["quote"] === quote.id).map(({ id }) => id)).toEqual([order]);
      const { events } = await sales.read(`/quotes/${quote.id}/history`, History);
      expect(events.filter(({ type }) => type === "quote.accepted")).toHaveLength(1);
    }
  });

  test("fifty deliveries of different orders at the same time give consecutive invoice numbers", async () => {
    const { crew } = use();
    const orders: string[] = [];
    const place = async () => {
      while (orders.length < 60) orders.push((await placedOrder(crew, contact)).id);
    };
    await Promise.all(Array.from({ length: 8 }, place));
    const first = await deliver(crew, orders.splice(0, 10));
    const numbers = [...first, ...(await deliver(crew, orders))];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(checkNumbers(numbers)).toEqual([]);
  });
};
