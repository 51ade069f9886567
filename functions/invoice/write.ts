import { writeInvoice } from "../../domain/invoice/write.ts";
import { http } from "../runtime/http.ts";

export const handler = http(writeInvoice);
