import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Client, openClient, type Person, Refused } from "../../local/client/client.ts";
import { type Hosted, startHosted } from "../../local/hosted/hosted.ts";
import { remainingProcesses } from "../local/processes.ts";
import { synthesise } from "../story/system.ts";
import { readFiles } from "./business.ts";

const LEADS = Number(process.env["EXPORT_LEADS"] ?? "60");
// A message comes back when the function that had it would have ended by itself.
const PATIENCE_MS = 180_000 + LEADS * 200;

let made: Awaited<ReturnType<typeof synthesise>>;
let running: Hosted | undefined;
let client: Client | undefined;

beforeAll(async () => {
  made = await synthesise({ visibilitySeconds: 35 });
}, 360_000);
afterAll(async () => {
  client?.close();
  await running?.stop();
  await remainingProcesses(made.data, 5000);
  made.remove();
});

/** Ends what runs as a power failure would, and starts it again on the same data. */
async function restart(): Promise<Person> {
  client?.close();
  await running?.kill();
  await remainingProcesses(made.data, 5000);
  running = await startHosted({ data: made.data, assembly: made.assembly });
  client = openClient(running.url);
  return client.person(["sales", "admin"]);
}

/** A machine that has too much to do may end a function before it has answered. */
function unlessBusy(error: unknown): undefined {
  if (error instanceof Refused && error.status >= 500) return undefined;
  throw error;
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look().catch(unlessBusy);
    if (found !== undefined) return found;
    await pause(100);
  }
  throw new Error(`It did not come so far: ${what}`);
}

const Events = z.object({
  // As they are: a schema that names fields would put them first.
  events: z.array(z.record(z.string(), z.unknown())),
  position: z.string(),
  more: z.boolean(),
});

/** The whole feed, as other systems read it. */
async function feedOf(person: Person) {
  const events: z.output<typeof Events>["events"] = [];
  let page: z.output<typeof Events> | undefined;
  do {
    const after: string = page === undefined ? "" : `&after=${page.position}`;
    page = await person.read(`/events?limit=500${after}`, Events);
    events.push(...page.events);
  } while (page.more);
  return events;
}

const Made = z.object({ id: z.string() });
const Export = z.looseObject({ status: z.string(), events: z.number().optional() });
const Files = z.object({ items: z.array(z.object({ name: z.string(), url: z.string() })) });

test(
  "a power failure in the middle of an export loses no event and brings none twice",
  async () => {
    let person = await restart();
    for (let nth = 0; nth < LEADS; nth += 1) {
      await person.ask("POST", "/leads", { topic: `Tea ${nth}`, lastName: "Anders", process: "lean" });
    }
    await until("all leads in the feed", async () => {
      const leads = (await feedOf(person)).filter((event) => /^lea_.*#1$/.test(String(event["id"])));
      return leads.length === LEADS || undefined;
    });
    const range = { from: "2026-01-01T00:00:00Z", to: new Date().toISOString() };
    const { id } = Made.parse((await person.send("POST", "/exports", { body: range })).body);
    person = await restart();
    const began = performance.now();
    const done = await until("the export done", async () => {
      const found = await person.read(`/exports/${id}`, Export);
      return found.status === "done" ? found : undefined;
    });
    const { items } = await person.read(`/exports/${id}/files`, Files);
    const files = new Map<string, Buffer>();
    for (const { name, url } of items) {
      files.set(name, Buffer.from(await (await fetch(url)).arrayBuffer()));
    }
    const { manifest, lines } = readFiles(files);
    const feed = await until("the whole feed", () => feedOf(person));
    const wanted = feed.filter((event) => String(event["at"]) < range.to);
    expect(lines.toSorted()).toEqual(wanted.map((event) => JSON.stringify(event)).toSorted());
    expect(lines.length).toBeGreaterThanOrEqual(LEADS);
    expect(done.events).toBe(lines.length);
    // What comes after the export is had from its position on: its own end at least.
    const later = await until("the end of the export in the feed", async () => {
      const { events } = await person.read(`/events?limit=500&after=${manifest.position}`, Events);
      return events.some(({ type }) => type === "export.completed") ? events : undefined;
    });
    expect(later.filter((event) => String(event["at"]) < range.to)).toEqual([]);
    console.info(
      `${lines.length} events, done ${Math.round(performance.now() - began)} ms after the restart`,
    );
  },
  PATIENCE_MS * 2,
);
