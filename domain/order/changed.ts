import type * as z from "zod";
import { type Billed, withBill, withCredits } from "./billing.ts";
import type { Delivered, RestCancelled, Returned } from "./events.ts";
import { withMore } from "./line.ts";
import type { NotedReturn } from "./returned.ts";
import type { OrderFields } from "./terms.ts";

/** What an order has after a delivery; one of before was billed with it. */
export function afterDelivery(order: OrderFields, data: Delivered) {
  const { fulfilment, fulfilledOn, reference, lines: delivered, invoicing, currency } = data;
  const lines = withMore(order.lines, "fulfilled", delivered);
  const fulfilments = [...order.fulfilments, { fulfilment, fulfilledOn, reference }];
  if (invoicing !== undefined) return { lines, bills: order.bills, fulfilments };
  const nothing = { minor: 0, currency };
  const totals = { net: nothing, tax: nothing, total: nothing };
  const { topic } = data;
  const bill = {
    topic,
    currency,
    bill: fulfilment,
    kind: "delivery",
    fulfilment,
    lines: delivered,
    totals,
  } as const;
  return { ...withBill({ lines, bills: order.bills }, bill), fulfilments };
}

/** What an order has after the rest of it was cancelled. */
export function afterCancel(
  order: Billed,
  { lines: rest, credits = [] }: Pick<z.output<typeof RestCancelled>, "lines" | "credits">,
) {
  return withCredits({ ...order, lines: withMore(order.lines, "cancelled", rest) }, credits);
}

/** What an order has after goods came back. */
export function afterReturn(
  order: Billed & { readonly returns: readonly NotedReturn[] },
  data: Pick<z.output<typeof Returned>, "return" | "returnedOn" | "lines" | "credits" | "reason">,
) {
  const { return: nth, returnedOn, reason, lines: returned, credits } = data;
  const back = withCredits({ ...order, lines: withMore(order.lines, "returned", returned) }, credits);
  return { ...back, returns: [...order.returns, { return: nth, returnedOn, reason }] };
}
