import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { openClient, type Client, type Person } from "../client/client.ts";
import { startHosted } from "../hosted/hosted.ts";
import { addCatalogue } from "./catalogue.ts";
import { signIn } from "./deal.ts";
import { runLoad } from "./load.ts";
import { percentilesOf } from "./percentiles.ts";
import { randomFrom } from "./random.ts";

const Page = z.object({
  events: z.array(z.object({ id: z.string(), record: z.string(), seq: z.int(), at: z.string() })),
  position: z.string(),
});

/** What a reader has seen of the feed. */
interface Seen {
  /** Milliseconds from the commit of each event to the reader. */
  readonly delays: readonly number[];
  /** Seconds from the first event to the last. */
  readonly seconds: number;
  readonly wrong: readonly string[];
}

/** Follows the feed from its end on, until nothing more comes after `signal`. */
const follow = async (person: Person, after: string, signal: AbortSignal): Promise<Seen> => {
  const delays: number[] = [];
  const wrong: string[] = [];
  const next = new Map<string, number>();
  let position = after;
  let [first, last] = [0, 0];
  for (let idle = false; !(idle && signal.aborted);) {
    const page = await person.read(`/events?after=${position}&limit=500&wait=2`, Page);
    const now = Date.now();
    for (const { id, record, seq, at } of page.events) {
      delays.push(now - Date.parse(at));
      const wanted = next.get(record);
      if (wanted !== undefined && wanted !== seq) wrong.push(`${id} came where ${record}#${wanted} belongs`);
      next.set(record, seq + 1);
    }
    if (page.events.length > 0) [first, last] = [first || now, now];
    idle = page.events.length === 0;
    ({ position } = page);
  }
  return { delays, seconds: (last - first) / 1000, wrong };
};

const measure = async (client: Client, clients: number, cycles: number, seed: number): Promise<boolean> => {
  const crew = await signIn(client);
  const random = randomFrom(seed);
  const products = await addCatalogue(crew.sales, random);
  await runLoad(crew, products, random, { clients, cycles: 2 * clients, name: "Warm-up" });
  await pause(2000);
  const { position } = await crew.sales.read("/events?after=latest", Page);
  const ended = new AbortController();
  const reading = follow(await client.person(["sales"], "reader"), position, ended.signal);
  const load = await runLoad(crew, products, random, { clients, cycles, name: "Fed" });
  ended.abort();
  const { delays, seconds, wrong } = await reading;
  const { p50, p95 } = percentilesOf(delays);
  const rate = (delays.length / Math.max(seconds, 0.001)).toFixed(0);
  console.log(`${clients} clients, ${load.deals.length} deals in ${load.seconds.toFixed(1)} s`);
  console.log(`  ${delays.length} events followed, ${rate} a second`);
  console.log(`  from the commit to the reader: p50 ${p50} ms, p95 ${p95} ms`);
  for (const text of wrong.slice(0, 10)) console.error(`WRONG  ${text}`);
  return wrong.length === 0;
};

/** What a bench of the feed is asked. */
export interface EventsAsked {
  readonly clients: readonly number[];
  readonly cycles: number;
  readonly seed: number;
  readonly data: string;
}

/** Follows the feed while deals are done: how many events a second, how late, and that they come in order; false when anything is wrong. */
export const measureEvents = async ({ clients, cycles, seed, data }: EventsAsked): Promise<boolean> => {
  let isRight = true;
  for (const each of clients) {
    const system = await startHosted({ data });
    const client = openClient(system.url);
    try {
      isRight = (await measure(client, each, cycles, seed)) && isRight;
    } finally {
      client.close();
      await system.stop();
    }
  }
  return isRight;
};
