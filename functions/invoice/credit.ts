import { creditInvoice } from "../../domain/invoice/credit.ts";
import { http } from "../runtime/http.ts";

export const handler = http(creditInvoice);
