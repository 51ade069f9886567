import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Crew, signIn } from "../../local/bench/deal.ts";
import { type Client, openClient } from "../../local/client/client.ts";
import { startHosted, type Hosted } from "../../local/hosted/hosted.ts";
import { remainingProcesses } from "../local/processes.ts";
import { synthesise } from "../story/system.ts";

const ROWS = Number(process.env["LIST_ROWS"] ?? "60");
// Its message comes back when the function that had it would have ended by itself.
const PATIENCE_MS = 180_000 + ROWS * 500;

let made: Awaited<ReturnType<typeof synthesise>>;
let running: Hosted | undefined;
let client: Client | undefined;

beforeAll(async () => {
  made = await synthesise({ visibilitySeconds: 35 });
}, 240_000);
afterAll(async () => {
  client?.close();
  await running?.stop();
  await remainingProcesses(made.data, 5000);
  made.remove();
});

/** Ends what runs as a power failure would, and starts it again on the same data. */
async function restart(): Promise<Crew> {
  client?.close();
  await running?.kill();
  await remainingProcesses(made.data, 5000);
  running = await startHosted({ data: made.data, assembly: made.assembly });
  client = openClient(running.url);
  return signIn(client);
}

const Counts = z.object({ new: z.number(), merged: z.number(), rejected: z.number() });
const List = z.looseObject({
  status: z.string(),
  check: z.looseObject({ counts: Counts }).optional(),
  run: z.looseObject({ counts: Counts, next: z.object({ row: z.number() }) }).optional(),
});

async function until(crew: Crew, path: string, ready: (list: z.output<typeof List>) => boolean) {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const list = await crew.sales.read(path, List);
    if (ready(list)) return list;
    await pause(100);
  }
  throw new Error(`${path} did not come so far`);
}

const Page = z.object({
  items: z.array(z.object({ row: z.number(), verdict: z.string(), lead: z.string().optional() })),
  cursor: z.string().optional(),
});

async function allRows(crew: Crew, path: string) {
  const rows: z.output<typeof Page>["items"] = [];
  let cursor = "";
  do {
    const page = await crew.sales.read(
      `${path}/rows?limit=500${cursor === "" ? "" : `&cursor=${cursor}`}`,
      Page,
    );
    rows.push(...page.items);
    cursor = page.cursor ?? "";
  } while (cursor !== "");
  return rows;
}

const table = [
  "Name;E-mail;Company",
  ...Array.from(
    { length: ROWS },
    (_, at) => `Ann Row${at};ann${at % 50 === 49 ? at - 1 : at}@kill.example;Firm ${at}`,
  ),
].join("\n");
const TWICE = Math.floor(ROWS / 50);

const Records = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().optional() });

async function countOf(crew: Crew, path: string): Promise<number> {
  let count = 0;
  let cursor = "";
  do {
    const page = await crew.sales.read(
      `${path}?limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`,
      Records,
    );
    count += page.items.length;
    cursor = page.cursor ?? "";
  } while (cursor !== "");
  return count;
}

test(
  "a power failure in the middle of a list loses no row and makes nobody twice",
  async () => {
    let crew = await restart();
    const headers = { "content-type": "text/csv" };
    const answer = await crew.sales.send("POST", "/imports", { text: table, headers });
    const { id } = z.object({ id: z.string() }).parse(answer.body);
    const path = `/imports/${id}`;
    const began = performance.now();
    await crew.sales.ask("POST", `${path}/check`, {});
    const { check } = await until(crew, path, ({ status }) => status === "checked");
    const checked = performance.now();
    expect(check?.counts).toMatchObject({ new: ROWS - TWICE, merged: TWICE, rejected: 0 });
    await crew.sales.ask("POST", `${path}/start`, {});
    while ((await countOf(crew, "/submissions")) < 5) await pause(20);
    crew = await restart();
    const restarted = performance.now();
    const { run } = await until(crew, path, ({ status }) => status === "done");
    const done = performance.now();
    expect(run).toMatchObject({
      counts: { new: ROWS - TWICE, merged: TWICE, rejected: 0 },
      next: { row: ROWS + 1 },
    });
    const rows = await allRows(crew, path);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, at) => at + 1));
    const leads = new Set(rows.map(({ lead }) => lead));
    expect(leads.size).toBe(ROWS - TWICE);
    const end = performance.now() + PATIENCE_MS;
    while ((await countOf(crew, "/leads")) < leads.size && performance.now() < end) await pause(500);
    expect(await countOf(crew, "/leads")).toBe(leads.size);
    console.info(
      `${ROWS} rows: checked ${Math.round(ROWS / ((checked - began) / 1000))}/s, taken in after the restart ${Math.round(ROWS / ((done - restarted) / 1000))}/s, all leads there after ${Math.round(performance.now() - restarted)} ms`,
    );
  },
  PATIENCE_MS * 2,
);
