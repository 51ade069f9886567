import { assignQuote } from "../../domain/quote/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(assignQuote);
