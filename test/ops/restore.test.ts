import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flow } from "../../domain/flow.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import type { Ops } from "../../functions/runtime/ops/ops.ts";
import { runDeal, signIn } from "../../local/bench/deal.ts";
import { settle } from "../../local/bench/check.ts";
import { openClient } from "../../local/client/client.ts";
import { waitFor } from "../../local/client/wait.ts";
import { openDataFolder } from "../../local/data/folder.ts";
import { openLocal } from "../../local/ops/open.ts";
import type { SystemSpec } from "../../local/model.ts";
import { type Runtime, startRuntime } from "../../local/runtime.ts";
import { noSeams } from "../../local/seams.ts";
import { openBus } from "../story/bus.ts";
import { sentQuote, someContact } from "../story/steps.ts";
import { synthesise } from "../story/system.ts";
import { runner } from "./installation.ts";

let made: Awaited<ReturnType<typeof synthesise>>;

beforeAll(async () => {
  made = await synthesise({ visibilitySeconds: 2 });
});
afterAll(() => made.remove());

const start = (data: string, arrange: (spec: SystemSpec) => SystemSpec = (spec) => spec) =>
  startRuntime({
    port: 0,
    data,
    assembly: () => Promise.resolve(made.assembly),
    seams: { ...noSeams, arrange },
  });

/** Runs a system for as long as something is done with it. */
const during = async <T>(
  data: string,
  arrange: (spec: SystemSpec) => SystemSpec,
  work: (at: { runtime: Runtime; crew: Awaited<ReturnType<typeof signIn>> }) => Promise<T>,
): Promise<T> => {
  const runtime = await start(data, arrange);
  const client = openClient(runtime.url);
  try {
    return await work({ runtime, crew: await signIn(client) });
  } finally {
    client.close();
    await runtime.stop();
  }
};

/** Nothing works on the queue of a reaction. */
const without = (name: string) => (spec: SystemSpec) => ({
  ...spec,
  queueSources: spec.queueSources.filter(({ queueArn }) => !queueArn.includes(name)),
});

const withoutOrders = without("placeorderqueue");

/** Nothing goes out either: neither over the stream nor by the sweeper. */
const silent = (spec: SystemSpec) => ({ ...withoutOrders(spec), streamSources: [], clocks: [] });

/** The sweeper comes each second, and sweeps what is a second old. */
const swift = (spec: SystemSpec) => ({
  ...spec,
  clocks: spec.clocks.map((clock) => ({ ...clock, everySeconds: 1 })),
  functions: spec.functions.map((fn) =>
    fn.environment["SWEEP_AFTER_SECONDS"] === undefined
      ? fn
      : { ...fn, environment: { ...fn.environment, SWEEP_AFTER_SECONDS: "1" } },
  ),
});

/** What a point-in-time restore gives: the items of the table, and a new stream without records. No queue, no position. */
const restore = (from: string, to: string) => {
  mkdirSync(to, { recursive: true });
  const copy = openDataFolder(to).tables;
  copyFileSync(openDataFolder(from).tables, copy);
  const database = new DatabaseSync(copy);
  database.exec("DELETE FROM _stream_records");
  database.prepare("UPDATE _tables SET stream_label = :label").run({ label: "2026-11-26T00:00:00.000" });
  database.close();
};

const lines = [
  { description: "Chai", quantity: "3", unitPrice: "14.00", discountPercent: "0", taxPercent: "10" },
];

/** One deal that is finished, one whose order waits in a queue, one whose events have not gone out. */
const business = async (data: string) => {
  const sold = await during(data, withoutOrders, async ({ crew }) => {
    const contact = (await someContact(crew)).id;
    const quote = await sentQuote(crew, contact);
    const { next } = await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, { hash: quote["hash"] });
    const isWon = ({ status }: { status: string }) => status === "won";
    await crew.sales.until(`/opportunities/${String(quote["opportunity"])}`, isWon);
    return { deal: quote.deal, order: String(next?.["order"]) };
  });
  const lead = await during(data, silent, async ({ crew }) => {
    const person = { topic: "Chai", lastName: "Ruiz", company: "Ruiz S.L.", process: "lean" };
    const { id } = await crew.sales.ask("POST", "/leads", person);
    const { next, deal } = await crew.sales.ask("POST", `/leads/${id}/qualify`, {});
    return { deal, opportunity: String(next?.["opportunity"]) };
  });
  return { sold, lead };
};

const idle = async (runtime: Runtime) => {
  const bus = openBus(runtime);
  await bus.idle();
  const dead = await bus.deadLetters();
  bus.close();
  return dead;
};

/** How often something happened in a deal, whatever is noted of quotes. */
const happened = async (ops: Ops, stage: string, id: string) =>
  (await ops.world.journal.events(stage, id, 9999)).map(({ type }) => type);

test("a table that is restored without queues and stream goes on: nothing is lost, and nothing is done twice", async () => {
  const [before, after] = [join(made.data, "before"), join(made.data, "after")];
  const done = await during(
    before,
    (spec) => spec,
    async ({ crew }) => {
      const deal = await runDeal(crew, lines, "Done");
      await settle(crew.sales, deal);
      return deal;
    },
  );
  const { sold, lead } = await business(before);
  restore(before, after);

  await during(after, swift, async ({ runtime, crew }) => {
    const ops = await openLocal(runtime.data);
    const run = runner(ops);
    // What had not gone out before goes out now, by its marks.
    await crew.sales.until(`/opportunities/${lead.opportunity}`);
    const ended = await happened(ops, "invoice", done.invoice.id);
    // What was out, and waited in a queue that is gone, is sent again; all that was done already is known to be.
    const order = await ops.world.journal.load([recordKey("order", sold.order)]);
    expect(order).toEqual([undefined]);
    for (const { name } of flow) {
      const sent = await run("replay", "--from", "2026-01-01", "--reaction", name, "--rate", "1000");
      expect(sent).toMatchObject({ code: 0 });
    }
    await crew.sales.until(`/orders/${sold.order}`);
    await waitFor("the end of all queues", async () =>
      (await idle(runtime)).length === 0 ? true : undefined,
    );
    expect(await happened(ops, "order", sold.order)).toEqual(["order.placed"]);
    expect(await happened(ops, "opportunity", lead.opportunity)).toEqual(["opportunity.opened"]);
    expect(await happened(ops, "invoice", done.invoice.id)).toEqual(ended);
    expect(await run("audit", "--settled", "0")).toMatchObject({
      code: 0,
      text: expect.stringContaining("all holds"),
    });
    expect(await run("stuck")).toMatchObject({ code: 0, text: expect.stringContaining("Nothing is stuck") });

    // A look gives each message back, also to queues that are kept on disk.
    const dead = ops.place.lines.find(({ name }) => name === "place-order")?.dead ?? "";
    await run("replay", "--deal", sold.deal, "--types", "quote.accepted", "--to-queue", dead);
    for (let looks = 0; looks < 2; looks += 1) {
      expect((await run("stuck")).text).toContain(`order.place of ${sold.order}: it was done already`);
      await pause(1200);
    }
    expect((await run("redrive", "--all")).text).toContain("1 put back");
    ops.close();
  });
}, 180_000);
