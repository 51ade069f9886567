import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { runDeal } from "../../local/bench/deal.ts";
import { Token } from "../../local/client/answers.ts";
import { waitFor } from "../../local/client/wait.ts";
import { eventsOf, placedOrder, someContact } from "../story/steps.ts";
import { useSystem } from "../story/system.ts";
import { auditOf } from "../web/accessibility.ts";
import { useBrowser } from "../web/browser.ts";
import { useMischief } from "./mischief.ts";
import { useExamples } from "./project.ts";
import { invoicesOf, steadyCrew, trade } from "./trade.ts";

const system = useSystem({});
const people = () => steadyCrew(system().crew);
const examples = useExamples();
const mischief = useMischief(() => system().runtime.url);
const visit = useBrowser();

const environment = async (roles: readonly string[], url = system().runtime.url) => {
  const answer = await system().client.nobody.send("POST", "/local/token", { body: { roles } });
  return { SALESLINE_URL: url, SALESLINE_TOKEN: Token.parse(answer.body).token };
};

const lines = [
  { description: "Chai", quantity: "3", unitPrice: "14.05", discountPercent: "0", taxPercent: "10" },
];

describe("The books of the example of accounting", () => {
  const Entry = z.object({
    event: z.string(),
    invoice: z.string(),
    currency: z.string(),
    lines: z.array(
      z.object({
        account: z.string(),
        debit: z.int().positive().default(0),
        credit: z.int().positive().default(0),
      }),
    ),
  });
  type Entry = z.output<typeof Entry>;
  const Written = z.object({ entries: z.array(Entry) });
  const entriesOf = (file: string): Entry[] =>
    (existsSync(file) ? readFileSync(file, "utf8") : "")
      .split("\n")
      .filter((line) => line.endsWith("}"))
      .flatMap((line) => Written.parse(JSON.parse(line)).entries);
  const posting = /^invoice\.(?:issued|payment-received|credited|refunded|written-off)$/;
  const balanceOf = (entries: readonly Entry[], ...accounts: readonly string[]) =>
    entries
      .flatMap((entry) => entry.lines)
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { debit, credit }) => sum + debit - credit, 0);

  test(
    "are those of the invoices to the cent, after repeats, reorderings, lost answers and a crash again and again",
    { timeout: 180_000 },
    async () => {
      const { bus } = system();
      const crew = people();
      const [file, calm] = [examples.path("journal.ndjson"), examples.path("calm.ndjson")];
      const env = { ...(await environment(["finance"], mischief.url())), PAGE_SIZE: "4" };
      const start = () => examples.run(["examples/accounting/accounting.ts", file], env);
      const business = Promise.all([trade(crew), runDeal(crew, lines, "Ruiz")]).then(() => bus.idle());
      let crashes = 0;
      let ended = false;
      const end = () => (ended = true);
      void business.then(end, end);
      let books = start();
      while (crashes < 5) {
        const before = entriesOf(file).length;
        await waitFor("an entry", async () => (ended || entriesOf(file).length > before ? true : undefined));
        await pause(crashes * 50);
        expect(books.isRunning() ? "" : books.output()).toBe("");
        await books.kill();
        crashes += 1;
        // A write that a crash has torn.
        appendFileSync(file, '{"position":"MS4x","entries":[{"event":"in');
        books = start();
      }
      await business;

      const known = await invoicesOf(crew);
      const expected = known.flatMap(({ events }) =>
        events.filter(({ type }) => posting.test(type)).map(({ id }) => id),
      );
      examples.run(["examples/accounting/accounting.ts", calm], await environment(["finance"]));
      for (const each of [file, calm]) {
        await expect.poll(() => entriesOf(each).length, { timeout: 40_000 }).toBe(expected.length);
      }
      const entries = entriesOf(file);
      expect(entries.map(({ event }) => event).toSorted()).toEqual(expected.toSorted());
      const byEvent = (list: readonly Entry[]) => list.toSorted((a, b) => (a.event < b.event ? -1 : 1));
      expect(byEvent(entries)).toEqual(byEvent(entriesOf(calm)));
      for (const entry of entries) {
        expect(balanceOf([entry], ...entry.lines.map(({ account }) => account))).toBe(0);
      }
      const booked = known.map(({ invoice: { id } }) => {
        const own = entries.filter(({ invoice }) => invoice === id);
        return {
          id,
          currencies: [...new Set(own.map(({ currency }) => currency))],
          owed: balanceOf(own, "receivables"),
          received: balanceOf(own, "bank"),
          sold: balanceOf(own, "sales", "deposits"),
          tax: balanceOf(own, "tax"),
        };
      });
      const right = known.map(({ invoice, credited }) => {
        const { id, currency, balance, credit, paid, refunded, totals } = invoice;
        const sumOf = (field: "net" | "tax") =>
          credited.reduce((sum, each) => sum + each[field].minor, 0) - totals[field].minor;
        return {
          id,
          currencies: [currency],
          owed: balance.minor - (credit?.minor ?? 0),
          received: paid.minor - (refunded?.minor ?? 0),
          sold: sumOf("net"),
          tax: sumOf("tax"),
        };
      });
      expect(booked).toEqual(right);
      expect(known.length).toBeGreaterThan(10);
      // What is credited of a deposit's goods frees the deposit: nothing of it is owed for what is delivered or returned.
      expect(balanceOf(entries, "deposits")).toBe(0);
      expect(Math.min(...Object.values(mischief.done))).toBeGreaterThan(0);
    },
  );
});

describe("The example of shipping", () => {
  const deliveriesOf = async (order: { readonly id: string; readonly deal: string }) =>
    (await eventsOf(people(), order.deal)).filter(({ type }) => type === "order.fulfilled").length;
  const shipped = (id: string) =>
    people().sales.until(`/orders/${id}`, ({ status }) => /^(?:fulfilled|invoiced)$/.test(status));

  test("ships each order of the feed once, also when it dies in between", { timeout: 90_000 }, async () => {
    const crew = people();
    const position = examples.path("shipping.position");
    const latest = await crew.sales.read("/events?after=latest", z.object({ position: z.string() }));
    writeFileSync(position, latest.position);
    const env = { ...(await environment(["fulfilment"])), POSITION_FILE: position };
    const contact = (await someContact(crew)).id;
    for (const wait of [0, 30]) {
      const depot = examples.run(["examples/shipping/shipping.ts"], env);
      const order = await placedOrder(crew, contact);
      await shipped(order.id);
      await pause(wait);
      await depot.kill();
      // Told again from where it was before: the key of the event makes it one delivery.
      writeFileSync(position, latest.position);
      const again = examples.run(["examples/shipping/shipping.ts"], env);
      await waitFor("the repeat", async () =>
        again.output().includes(`${order.id} shipped`) ? true : undefined,
      );
      expect(await deliveriesOf(order)).toBe(1);
      await again.kill();
    }
  });

  test("ships what webhooks tell it, once, and only what is signed", { timeout: 90_000 }, async () => {
    const { events } = system();
    const crew = people();
    const secret = `whsec_${Buffer.alloc(32, "s").toString("base64")}`;
    const env = { ...(await environment(["fulfilment"])), WEBHOOK_SECRETS: `${secret} ${secret}`, PORT: "0" };
    const depot = examples.run(["examples/shipping/shipping.ts"], env);
    const url = `http://127.0.0.1:${await depot.port()}/`;
    const order = await placedOrder(crew, (await someContact(crew)).id);
    const placed = await waitFor("the event", async () =>
      events.find(({ type, record }) => type === "order.placed" && record === order.id),
    );
    const body = JSON.stringify({ type: placed.type, timestamp: placed.at, data: placed });
    const post = async (by: string) => {
      const headers = {
        "webhook-id": placed.id,
        "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
        "webhook-signature": new Webhook(by).sign(placed.id, new Date(), body),
      };
      return (await fetch(url, { method: "POST", headers, body })).status;
    };
    expect(await post(`whsec_${Buffer.alloc(32, "x").toString("base64")}`)).toBe(401);
    expect(await deliveriesOf(order)).toBe(0);
    expect(await Promise.all([post(secret), post(secret), post(secret)])).toEqual([204, 204, 204]);
    await shipped(order.id);
    expect(await deliveriesOf(order)).toBe(1);
  });
});

describe("The page of the example funnel", () => {
  const begins = ["lead.captured", "opportunity.opened", "quote.drafted", "order.placed", "invoice.issued"];
  const figures = () =>
    begins.map((begin) => {
      const records = system().events.filter(({ type }) => type === begin);
      return String(new Set(records.map(({ record }) => record)).size);
    });

  test(
    "shows what there is and what comes, to everybody, also after the little server died",
    { timeout: 120_000 },
    async () => {
      const { bus } = system();
      const crew = people();
      await runDeal(crew, lines, "Before");
      await bus.idle();
      const env = await environment(["sales"]);
      const server = examples.run(["examples/funnel/funnel.ts"], { ...env, PORT: "0" });
      const port = await server.port();
      const page = await visit(`http://localhost:${port}/`);
      const shown = () => page.locator("tbody td:first-of-type").allTextContents();
      await expect.poll(shown, { timeout: 30_000 }).toEqual(figures());
      expect(await page.getByRole("status").textContent()).toBe("Live");
      expect(await page.getByRole("rowheader").allTextContents()).toEqual([
        "Leads",
        "Opportunities",
        "Quotes",
        "Orders",
        "Invoices",
      ]);
      const before = figures();
      await runDeal(crew, lines, "After");
      await bus.idle();
      expect(figures()).toEqual(before.map((number) => String(Number(number) + 1)));
      await expect.poll(shown, { timeout: 30_000 }).toEqual(figures());

      await server.kill();
      await expect.poll(() => page.getByRole("status").textContent()).toMatch(/^Connection lost/);
      examples.run(["examples/funnel/funnel.ts"], { ...env, PORT: String(port) });
      await expect.poll(() => page.getByRole("status").textContent(), { timeout: 30_000 }).toBe("Live");
      await expect.poll(shown, { timeout: 30_000 }).toEqual(figures());
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect((await auditOf(page)).faults).toEqual([]);
      }
    },
  );
});
