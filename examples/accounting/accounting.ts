import { consumer } from "salesline-events";
import { pages, salesline } from "../feed.ts";
import { Journal } from "./journal.ts";
import { credited, issued, received, refunded, writtenOff } from "./post.ts";

const [path = "journal.ndjson"] = process.argv.slice(2);
const journal = await Journal.open(path);
const books = consumer(journal)
  .on("invoice.issued", issued)
  .on("invoice.payment-received", received)
  .on("invoice.credited", credited)
  .on("invoice.refunded", refunded)
  .on("invoice.written-off", writtenOff);

console.log(`${path}: going on behind ${journal.position ?? "the beginning"}`);
for await (const { events, position } of pages(salesline(process.env), "invoice.*", journal.position)) {
  for (const event of events) await books.handle(event);
  await journal.commit(position);
}
