import type { RecordAnswer } from "../../local/client/answers.ts";
import { History } from "../../local/client/answers.ts";
import type { Crew } from "../../local/bench/deal.ts";

const lines = [
  { description: "Chai", quantity: "3", unitPrice: "14.00", discountPercent: "5", taxPercent: "10" },
  { description: "Cups", quantity: "10", unitPrice: "0.75", taxPercent: "21" },
];

/** A day that no test will see pass. */
export const validUntil = "2999-12-31";

/** Somebody who may buy. */
export const someContact = ({ sales }: Crew): Promise<RecordAnswer> =>
  sales.ask("POST", "/contacts", { lastName: "Anders" });

/** A quote of two lines that the customer has in hands. */
export const sentQuote = async ({ sales }: Crew, contact: string): Promise<RecordAnswer> => {
  const { id: opportunity } = await sales.ask("POST", "/opportunities", {
    topic: "Chai",
    contact,
    process: "lean",
  });
  await sales.ask("PUT", `/opportunities/${opportunity}/lines`, { lines });
  const { id } = await sales.ask("POST", "/quotes", { opportunity });
  return sales.ask("POST", `/quotes/${id}/send`, { validUntil });
};

/** An order of two lines that waits to be delivered. */
export const placedOrder = async (crew: Crew, contact: string): Promise<RecordAnswer> => {
  const quote = await sentQuote(crew, contact);
  const { next } = await crew.sales.ask("POST", `/quotes/${quote.id}/accept`, { hash: quote["hash"] });
  return crew.sales.until(`/orders/${next?.["order"]}`);
};

/** The events of a deal, in the order in which they are told. */
export const eventsOf = async ({ sales }: Crew, deal: string) =>
  (await sales.read(`/deals/${deal}/history?limit=500`, History)).events;
