import { refundInvoice } from "../../domain/invoice/settle.ts";
import { http } from "../runtime/http.ts";

export const handler = http(refundInvoice);
