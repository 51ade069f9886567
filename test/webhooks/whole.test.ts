import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import { waitFor } from "../../local/client/wait.ts";
import { useSystem } from "../story/system.ts";
import { listeners } from "./listener.ts";

const system = useSystem({});
const listening = listeners();
afterEach(() => listening.stopAll());

const Log = z.object({ items: z.array(z.looseObject({ type: z.string(), status: z.string() })) });

test("from the command to the receiver: who listens sees what happens, a test, and its log; at the end its subscription is disabled", async () => {
  const { client, crew } = system();
  const admin = await client.person(["admin"]);
  const listener = listening.start("--url", client.url, "--port", "0", "--types", "lead.*", "--ordered");
  const id = /whk_\w+/.exec(await listener.line(/^Subscription whk_/))?.[0] ?? "";
  const lead = await crew.sales.ask("POST", "/leads", { topic: "Tea", lastName: "Anders", process: "lean" });
  await crew.sales.ask("PATCH", `/leads/${lead.id}`, { topic: "More tea" });
  expect(await listener.line(/lead\.captured/)).toContain(
    `${lead.id}  seq 1  deal ${lead.deal}  try 1  -> 204`,
  );
  expect(await listener.line(/lead\.changed/)).toContain(`${lead.id}  seq 2`);
  await admin.ask("POST", `/subscriptions/${id}/test`, {});
  expect(await listener.line(/subscription\.tested/)).toContain(id);
  const logged = async () => {
    const { items } = await admin.read(`/subscriptions/${id}/deliveries`, Log);
    return items.every(({ status }) => status === "delivered") ? items : undefined;
  };
  const items = await waitFor("the log of deliveries", logged);
  expect(items.map(({ type }) => type)).toEqual(["subscription.tested", "lead.changed", "lead.captured"]);
  const { from, to } = { from: "2020-01-01T00:00:00.000Z", to: new Date().toISOString() };
  await admin.ask("POST", `/subscriptions/${id}/redeliver`, { from, to });
  expect(await listener.line(/lead\.captured .*try 2/)).toContain(lead.id);
  expect(await listener.stop()).toBe(0);
  expect(listener.lines.some((line) => line.includes("WRONG"))).toBe(false);
  expect(await admin.ask("GET", `/subscriptions/${id}`)).toMatchObject({ status: "disabled" });
}, 120_000);
