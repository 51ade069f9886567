import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";
import { writeInvoice } from "../../domain/invoice/write.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { openBenchWorld } from "./bench-world.ts";

const Task = z.object({
  endpoint: z.string(),
  region: z.string(),
  table: z.string(),
  name: z.string(),
  invoices: z.int(),
});

const { endpoint, region, table, name, invoices } = Task.parse(workerData);
const { world, close } = openBenchWorld({ endpoint, region, table });
const line = { description: "Pump", quantity: "1", unitPrice: "100", taxPercent: "21" };
const input = { contact: "con_0000000001", topic: "Pumps", currency: "EUR", lines: [line] };
const actor = { type: "user", id: name } as const;

const take = async (nth: number): Promise<string> => {
  const commandId = `${name}:${nth}`;
  const done = await perform({ action: writeInvoice, input, commandId, actor, traceId: "bench" }, world);
  if (!done.ok) throw new Error(done.message);
  return String(done.record["number"]);
};

// The first one loads and compiles; it is not timed.
const numbers = [await take(0)];
parentPort?.postMessage("ready", []);
parentPort?.once("message", async () => {
  for (let nth = 1; nth <= invoices; nth += 1) numbers.push(await take(nth));
  close();
  parentPort?.postMessage(numbers, []);
});
