import { consumer, memoryStore } from "salesline-events";
import { salesline } from "../feed.ts";
import { serve } from "./server.ts";
import { snapshot } from "./snapshot.ts";
import { follow } from "./stream.ts";

const stages = [
  { stage: "lead", name: "Leads", begins: "lead.captured" },
  { stage: "opportunity", name: "Opportunities", begins: "opportunity.opened" },
  { stage: "quote", name: "Quotes", begins: "quote.drafted" },
  { stage: "order", name: "Orders", begins: "order.placed" },
  { stage: "invoice", name: "Invoices", begins: "invoice.issued" },
] as const;

const system = salesline(process.env);
const numbers = new Map<string, number>();
const count = (stage: string) => void numbers.set(stage, (numbers.get(stage) ?? 0) + 1);

const page = serve(Number(process.env["PORT"] ?? "4001"), () =>
  stages.map(({ stage, name }) => ({ name, number: numbers.get(stage) ?? 0 })),
);
const funnel = consumer(memoryStore(), { order: "source" }).on(
  stages.map(({ begins }) => begins),
  ({ stage }) => {
    count(stage);
    page.changed();
  },
);

// The first position is the earliest. What the snapshots after it have from behind it comes again, as a duplicate.
let position: string | undefined;
for (const { stage } of stages) {
  const from = await snapshot(system, stage, async ({ id, version }) => {
    count(stage);
    await funnel.startAfter(id, version);
  });
  position ??= from;
}
page.changed();
const types = stages.map(({ begins }) => begins).join(",");
await follow(system, types, position ?? "", async (event) => void (await funnel.handle(event)));
