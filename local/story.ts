import { openClient, urlOf } from "./client/client.ts";
import { messageOf } from "./problem.ts";
import { signIn } from "./story/cast.ts";
import { playDeal } from "./story/deal.ts";
import { printHistory } from "./story/history.ts";
import { printInvoice } from "./story/invoice.ts";
import { printHeading } from "./story/page.ts";

const client = openClient(urlOf(process.env));

const isThere = async () => {
  try {
    return (await client.nobody.send("GET", "/health")).status === 200;
  } catch {
    return false;
  }
};

const tell = async () => {
  printHeading(`One deal, from the lead to the paid invoices, on ${client.url}`);
  const cast = await signIn(client);
  const { deal, events, invoices } = await playDeal(cast);
  for (const invoice of invoices) await printInvoice(cast.finance.person, invoice);
  printHistory(deal, await events.all());
};

try {
  if (!(await isThere())) {
    throw new Error(
      `No healthy Salesline answers at ${client.url}: run "npm start" first, or set SALESLINE_URL to where it is`,
    );
  }
  await tell();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  client.close();
}
