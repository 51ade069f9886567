import { readFile, rename, writeFile } from "node:fs/promises";
import { consumer, memoryStore } from "salesline-events";
import { pages, salesline } from "../feed.ts";
import { ship } from "./ship.ts";
import { receive } from "./receive.ts";

const system = salesline(process.env);
const { WEBHOOK_SECRETS, PORT = "4000", POSITION_FILE = "shipping.position" } = process.env;

// Some types only, so the order is that of the source; whatever comes again has the same key, so nothing need be remembered.
const depot = consumer(memoryStore(), { order: WEBHOOK_SECRETS === undefined ? "source" : "none" }).on(
  ["order.placed", "order.resumed"],
  (event) => ship(system, event),
);

async function follow(): Promise<void> {
  const after = await readFile(POSITION_FILE, "utf8").catch(() => undefined);
  for await (const { events, position } of pages(system, "order.placed,order.resumed", after)) {
    for (const event of events) await depot.handle(event);
    // A file that is half written must never be the position.
    await writeFile(`${POSITION_FILE}.new`, position);
    await rename(`${POSITION_FILE}.new`, POSITION_FILE);
  }
}

if (WEBHOOK_SECRETS === undefined) await follow();
else receive(Number(PORT), WEBHOOK_SECRETS.split(" "), (event) => depot.handle(event));
