import { assignAction, tickAction, migrateAction } from "../kernel/handle.ts";
import { order } from "./order.ts";

export const assignOrder = assignAction(order);
export const tickOrder = tickAction(order);
export const migrateOrder = migrateAction(order);
