import { dropCancelledInvoiceFromOrder } from "../../domain/flow/billing.ts";
import { react } from "../runtime/react.ts";

export const handler = react(dropCancelledInvoiceFromOrder);
