import type { order } from "../../domain/order/order.ts";
import { assigned, migrated, type Texts, ticked } from "./text.ts";

/** What a customer has ordered. */
export const orderTexts: Texts<typeof order> = {
  "order.placed": {
    text: "There is a new order, of an accepted quote or entered by hand. Shipping begins here.",
    by: ["place", "enter"],
  },
  "order.fulfilled": {
    text: "Something of the order was delivered: `lines` is what this delivery had, `complete` whether nothing is open any more.",
    by: ["fulfil"],
  },
  "order.billed": {
    text: "The order says what is to be invoiced now, with all amounts: `invoice.issued` follows.",
    by: ["place", "enter", "fulfil", "bill", "cancel-rest"],
  },
  "order.held": { text: "The order waits: nothing can be delivered until it goes on.", by: ["hold"] },
  "order.resumed": { text: "The order that waited goes on.", by: ["resume"] },
  "order.rest-cancelled": {
    text: "What was still open of the order will not be delivered. What was billed ahead of it is credited.",
    by: ["cancel-rest"],
  },
  "order.returned": {
    text: "Goods came back: which and how many, and what comes off which invoice for them.",
    by: ["return"],
  },
  "order.deposit-unused": {
    text: "More of the deposit is left than is to be billed, or is free again because goods came back: it is credited. `deducting` is what the invoice of `bill` still deducts.",
    by: ["fulfil", "free-deposit", "drop-invoice"],
  },
  "order.invoice-noted": {
    text: "The order knows the invoice of one of its bills. Accounting needs `invoice.issued` instead.",
    by: ["note-invoice"],
  },
  "order.invoiced": {
    text: "The order is invoiced in full: nothing is open, and every bill has its invoice.",
    by: ["note-invoice", "drop-invoice", "free-deposit", "fulfil", "cancel-rest", "return", "bill"],
  },
  "order.invoice-cancelled": {
    text: "The invoice of one of the bills was cancelled: that bill can be made again.",
    by: ["drop-invoice"],
  },
  "order.cancelled": {
    text: "The order was cancelled before anything was delivered. What was billed already is credited.",
    by: ["cancel"],
  },
  "order.assigned": assigned("the order"),
  "order.ticked": ticked("the order"),
  "order.migrated": migrated("the order"),
};
