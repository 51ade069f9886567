import { cancelInvoice } from "../../domain/invoice/actions.ts";
import { http } from "../runtime/http.ts";

export const handler = http(cancelInvoice);
