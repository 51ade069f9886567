import { tickQuote } from "../../domain/quote/handling.ts";
import { http } from "../runtime/http.ts";

export const handler = http(tickQuote);
