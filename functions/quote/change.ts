import { changeQuote } from "../../domain/quote/change.ts";
import { http } from "../runtime/http.ts";

export const handler = http(changeQuote);
