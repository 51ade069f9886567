import type { StageWithActions } from "../kernel/verbs.ts";
import { billOrder } from "./bill.ts";
import { cancelOrder, cancelRest } from "./cancel.ts";
import { enterOrder } from "./enter.ts";
import { freeDeposit } from "./free-deposit.ts";
import { fulfilOrder } from "./fulfil.ts";
import { assignOrder, tickOrder, migrateOrder } from "./handling.ts";
import { holdOrder, resumeOrder } from "./hold.ts";
import { noteInvoice, dropInvoice } from "./note-invoice.ts";
import { order } from "./order.ts";
import { placeOrder } from "./place.ts";
import { returnOrder } from "./return.ts";

/** All that may be asked of an order. */
export const orders: StageWithActions = {
  stage: order,
  actions: [
    placeOrder,
    enterOrder,
    fulfilOrder,
    holdOrder,
    resumeOrder,
    cancelOrder,
    cancelRest,
    returnOrder,
    billOrder,
    noteInvoice,
    dropInvoice,
    freeDeposit,
    assignOrder,
    tickOrder,
    migrateOrder,
  ],
};
