import { assignAction, tickAction, migrateAction } from "../kernel/handle.ts";
import { quote } from "./quote.ts";

export const assignQuote = assignAction(quote);
export const tickQuote = tickAction(quote);
export const migrateQuote = migrateAction(quote);
