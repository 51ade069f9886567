import { createParser, type EventSourceMessage } from "eventsource-parser";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { captureLead } from "../../domain/lead/actions.ts";
import { settle } from "../../local/bench/check.ts";
import { type DoneDeal, runDeal } from "../../local/bench/deal.ts";
import { Token } from "../../local/client/answers.ts";
import type { Person } from "../../local/client/client.ts";
import type { System } from "./system.ts";

const Page = z.object({
  events: z.array(z.looseObject({ id: z.string(), type: z.string(), deal: z.string() })),
  position: z.string(),
  more: z.boolean(),
});
const Deal = Page.omit({ position: true }).extend({ seq: z.int() });

const capture = (sales: Person) =>
  sales.ask("POST", captureLead.route?.path ?? "", { topic: "Chai", lastName: "Feeder" });

/** Reads the feed to its end, as a system does that begins. */
const readAll = async (person: Person, query = "") => {
  const found: z.output<typeof Page>["events"] = [];
  let after = "";
  for (let more = true; more;) {
    const page = await person.read(`/events?limit=50${query}${after && `&after=${after}`}`, Page);
    found.push(...page.events);
    ({ more } = page);
    after = page.position;
  }
  return { events: found, after };
};

const streamed = async (url: string, headers: Record<string, string>) => {
  const response = await fetch(url, { headers: { accept: "text/event-stream", ...headers } });
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  let retry = 0;
  const parser = createParser({
    onEvent: (event) => void events.push(event),
    onRetry: (ms) => void (retry = ms),
    onComment: (comment) => void comments.push(comment),
  });
  parser.feed(await response.text());
  return { type: response.headers.get("content-type"), events, comments, retry };
};

/** Other systems that read instead of being told. */
export const tellFeed = (use: () => System): void => {
  let done: DoneDeal;

  beforeAll(async () => {
    const item = { quantity: "1", unitPrice: "10", discountPercent: "0", taxPercent: "10" };
    done = await runDeal(use().crew, [{ description: "Chai", ...item }], "Feeder");
    await settle(use().crew.sales, done);
  });

  const published = () => use().events.filter(({ deal }) => deal === done.deal);

  test("find every event that went out once, and those of each record in its order", async () => {
    const { sales } = use().crew;
    const missing = async () => {
      const found = new Set((await readAll(sales)).events.map(({ id }) => id));
      return published().filter(({ id }) => !found.has(id));
    };
    await expect.poll(missing, { timeout: 20_000 }).toEqual([]);
    const { events } = await readAll(sales);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const next = new Map<string, number>();
    for (const { id } of events) {
      const [record = "", seq] = id.split("#");
      expect(Number(seq)).toBe((next.get(record) ?? 0) + 1);
      next.set(record, Number(seq));
    }
    const byId = new Map(use().events.map((event) => [event.id, event]));
    expect(events).toEqual(events.map(({ id }) => byId.get(id)));
  });

  test("read one deal whole, or only the types that they understand", async () => {
    const { sales } = use().crew;
    const whole = await sales.read(`/deals/${done.deal}/events?limit=500`, Deal);
    expect(new Set(whole.events.map(({ id }) => id))).toEqual(new Set(published().map(({ id }) => id)));
    expect(whole.seq).toBe(whole.events.length);
    const { events } = await readAll(sales, "&types=invoice.*,order.placed");
    expect(events.filter(({ type }) => !type.startsWith("invoice.") && type !== "order.placed")).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["order.placed", "invoice.issued"]),
    );
  });

  test("wait for the next event and have it as soon as it is there, many at the same time, while others work", async () => {
    const { sales } = use().crew;
    const { after } = await readAll(sales);
    const waiting = Array.from({ length: 6 }, () =>
      sales.read(`/events?after=${after}&types=lead.captured&wait=20`, Page),
    );
    const lead = await capture(sales);
    for (const { events } of await Promise.all(waiting)) expect(events[0]?.id).toBe(`${lead.id}#1`);
  });

  test("follow by server-sent events, and go on where they broke off", async () => {
    const { sales } = use().crew;
    const { url } = use().client;
    const signedIn = await use().client.nobody.send("POST", "/local/token", { body: { roles: ["sales"] } });
    const authorization = `Bearer ${Token.parse(signedIn.body).token}`;
    const { after } = await readAll(sales);
    const lead = await capture(sales);
    const first = await streamed(`${url}/events?after=${after}&types=lead.captured`, { authorization });
    expect(first.type).toBe("text/event-stream");
    expect(first.retry).toBe(1000);
    const [told] = first.events;
    expect(told).toMatchObject({ event: "lead.captured" });
    expect(z.looseObject({ id: z.string() }).parse(JSON.parse(told?.data ?? ""))).toMatchObject({
      id: `${lead.id}#1`,
    });
    const other = await capture(sales);
    const next = await streamed(`${url}/events?after=latest&types=lead.captured`, {
      authorization,
      "last-event-id": told?.id ?? "",
    });
    expect(next.events.map(({ data }) => data)[0]).toContain(`${other.id}#1`);
    const nothing = await streamed(`${url}/events?after=latest&types=quote.rejected&wait=1`, {
      authorization,
    });
    expect(nothing).toMatchObject({ events: [], comments: ["nothing new"] });
  });

  test("are told what is wrong with what they ask", async () => {
    const { sales } = use().crew;
    for (const query of ["after=x", "types=lead.sold", "wait=21", "limit=0", "since=1"]) {
      expect(await sales.send("GET", `/events?${query}`)).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      });
    }
    expect(await use().client.nobody.send("GET", "/events")).toMatchObject({ status: 401 });
  });
};
