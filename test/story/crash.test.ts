import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn, type Crew } from "../../local/bench/deal.ts";
import type { RecordAnswer } from "../../local/client/answers.ts";
import { openClient, type Client } from "../../local/client/client.ts";
import { startHosted, type Hosted } from "../../local/hosted/hosted.ts";
import { remainingProcesses } from "../local/processes.ts";
import { eventsOf, validUntil } from "./steps.ts";
import { synthesise } from "./system.ts";

let made: Awaited<ReturnType<typeof synthesise>>;
let running: Hosted | undefined;
let client: Client | undefined;

beforeAll(async () => {
  made = await synthesise({ visibilitySeconds: 2 });
});
afterAll(async () => {
  client?.close();
  await running?.stop();
  await remainingProcesses(made.data, 5000);
  made.remove();
});

/** A while later, ends what runs as a power failure would, starts it again on the same data, and signs everybody in again. */
const restart = async (afterMs: number): Promise<Crew> => {
  await pause(afterMs);
  client?.close();
  await running?.kill();
  await remainingProcesses(made.data, 5000);
  running = await startHosted({ data: made.data, assembly: made.assembly });
  client = openClient(running.url);
  return signIn(client);
};

const nextOf = ({ next }: RecordAnswer, stage: string) => String(next?.[stage]);

// The events are on their way for some 50 ms: at each restart they have come to another place.
test("a power failure right after an answer loses nothing: what follows happens after the restart, once", async () => {
  let crew = await restart(0);
  const lead = await crew.sales.ask("POST", "/leads", {
    topic: "Chai",
    lastName: "Ruiz",
    process: "lean",
    company: "Ruiz S.L.",
  });
  const qualified = await crew.sales.ask("POST", `/leads/${lead.id}/qualify`, {});

  crew = await restart(0);
  const opportunity = nextOf(qualified, "opportunity");
  await crew.sales.until(`/opportunities/${opportunity}`);
  const lines = [{ description: "Chai", quantity: "3", unitPrice: "14.00", taxPercent: "10" }];
  await crew.sales.ask("PUT", `/opportunities/${opportunity}/lines`, { lines });
  const quote = await crew.sales.ask("POST", "/quotes", { opportunity });
  const { hash } = await crew.sales.ask("POST", `/quotes/${quote.id}/send`, { validUntil });
  const accepted = await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, { hash });

  crew = await restart(20);
  const order = nextOf(accepted, "order");
  await crew.sales.until(`/orders/${order}`);
  const fulfilled = await crew.fulfilment.ask("POST", `/orders/${order}/fulfil`, {});

  crew = await restart(40);
  const invoice = await crew.finance.until(`/invoices/${nextOf(fulfilled, "invoice")}`);
  expect(invoice["number"]).toMatch(/-000001$/);
  await crew.sales.until(`/orders/${order}`, ({ status }) => status === "invoiced");
  await crew.sales.until(`/opportunities/${opportunity}`, ({ status }) => status === "won");
  const types = (await eventsOf(crew, lead.deal)).map(({ type }) => type);
  for (const once of [
    "account.opened",
    "opportunity.opened",
    "order.placed",
    "opportunity.won",
    "invoice.issued",
  ])
    expect(types.filter((type) => type === once)).toEqual([once]);
});
