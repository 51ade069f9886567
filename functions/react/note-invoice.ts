import { noteInvoiceOnOrder } from "../../domain/flow.ts";
import { react } from "../runtime/react.ts";

export const handler = react(noteInvoiceOnOrder);
