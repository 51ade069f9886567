import { payInvoice } from "../../domain/invoice/pay.ts";
import { http } from "../runtime/http.ts";

export const handler = http(payInvoice);
