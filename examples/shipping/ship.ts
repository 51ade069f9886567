import type { EventOf } from "salesline-events";
import { ask, type Salesline } from "../feed.ts";

/**
 * Delivers all that is open of an order. The key is made of the event, so that a repeat, from whichever side, gets the
 * first answer again and never delivers twice.
 */
export async function ship(
  { url, token }: Salesline,
  { id, record }: EventOf<"order.placed" | "order.resumed">,
): Promise<void> {
  const response = await ask(`${url}/orders/${record}/fulfil`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `shipping-${id}`,
    },
    body: JSON.stringify({ reference: `Parcel of ${record}` }),
  });
  const answer = await response.text();
  // It is on hold (then it is resumed, which is another event), cancelled, or somebody has delivered it.
  if (response.status === 409) return console.log(`${record} is not to be shipped now: ${answer}`);
  if (!response.ok) throw new Error(`POST /orders/${record}/fulfil: ${response.status} ${answer}`);
  console.log(`${record} shipped`);
}
