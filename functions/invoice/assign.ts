import { assignInvoice } from "../../domain/invoice/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(assignInvoice);
