import { writeOffInvoice } from "../../domain/invoice/settle.ts";
import { http } from "../runtime/http.ts";

export const handler = http(writeOffInvoice);
